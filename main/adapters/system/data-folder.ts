import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

const NAME = 'zmart-workstation';

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable that names a folder; an empty or a relative one counts as not set, as XDG asks. */
function folderFrom(env: Environment, name: string): string | null {
  const value = env[name];
  return value !== undefined && isAbsolute(value) ? value : null;
}

/** Where data go when nobody says otherwise: `ZMART_HOME`, else the platform's place for application data. */
export function defaultDataFolder(
  env: Environment = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  const own = env['ZMART_HOME'];
  if (own !== undefined && own !== '') return resolve(own);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  return join(folderFrom(env, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), NAME);
}

/** The place of a mode's data when nobody names a folder: what is simulated lies apart from what is not. */
export const folderOfMode = (folder: string, mode: string): string =>
  mode === 'paper' || mode === 'live' ? join(folder, mode) : folder;
