import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./keychain-child.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const INSTALL_MS = 120_000;
const RUN_MS = 20_000;

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const missing = (): readonly string[] => ['dbus-run-session', 'gnome-keyring-daemon'].filter((name) => !has(name));

/** Installs the services where this process may: as root, with apt, unless ZMART_NO_INSTALL is set. */
function install(): void {
  if (process.getuid?.() !== 0 || !has('apt-get') || process.env['ZMART_NO_INSTALL'] !== undefined) return;
  const packages = ['dbus', 'gnome-keyring', 'libsecret-1-0'];
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { timeout: INSTALL_MS });
}

/** The path of a keytar that loads: the installed one, or the one that ZMART_KEYTAR names. */
export function loadableKeytar(): string | null {
  const load = createRequire(import.meta.url);
  for (const name of [process.env['ZMART_KEYTAR'], 'keytar']) {
    if (name === undefined) continue;
    try {
      load(name);
      return load.resolve(name);
    } catch {
      // The next one, or none.
    }
  }
  return null;
}

/** Why the tests against a real Secret Service cannot run here; null when they can. */
export function secretServiceProblem(): string | null {
  if (process.platform !== 'linux') return 'the Secret Service is a matter of Linux';
  if (loadableKeytar() === null) return 'keytar is not installed here (it is optional) and ZMART_KEYTAR names none';
  if (missing().length > 0) install();
  const still = missing();
  return still.length === 0 ? null : `${still.join(' and ')} is not here and could not be installed`;
}

/** How the session's keyring is: opened by its password, started but locked, not there at all, or no session either. */
export type Keyring = 'unlocked' | 'locked' | 'absent' | 'no session';

/** A bus on which nothing is started on demand. */
const BARE_BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

const START: Readonly<Record<Keyring, string>> = {
  unlocked: 'printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;',
  locked: 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1;',
  absent: '',
  'no session': '',
};

/** Runs a scenario of the child in a session of its own whose keyring is in `folder`, and gives what it printed. */
export function inSession(folder: string, keyring: Keyring, scenario: string): unknown {
  for (const part of ['home', 'data', 'config', 'run']) mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  const bus = join(folder, 'bus.conf');
  writeFileSync(bus, BARE_BUS);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
  };
  const child = [process.execPath, CHILD, scenario, folder, loadableKeytar() ?? 'keytar'];
  const command = `${START[keyring]} exec "$@"`;
  const session = keyring === 'no session' ? [] : ['dbus-run-session', '--config-file', bus, '--'];
  const [program = '', ...args] = [...session, 'sh', '-c', command, 'sh', ...child];
  const text = execFileSync(program, args, {
    env,
    cwd: ROOT,
    timeout: RUN_MS,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(text);
}
