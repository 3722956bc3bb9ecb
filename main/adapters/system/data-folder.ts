import { homedir } from 'node:os';
import { join } from 'node:path';

const NAME = 'zmart-workstation';

/** Where data go when nobody says otherwise: `ZMART_HOME`, else the platform's place for application data. */
export function defaultDataFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  const own = env['ZMART_HOME'];
  if (own !== undefined && own !== '') return own;
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), NAME);
}
