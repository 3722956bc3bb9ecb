import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fine, missing, type Finding } from './finding.ts';

const DISPLAY = { name: 'Display', needed: false };
const ELECTRON = { name: 'Electron', needed: false };
const BROWSER = { name: 'Browser', needed: false };

type Environment = Readonly<Record<string, string | undefined>>;

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Whether a window can be shown. */
export function displayCheck(env: Environment, platform: string): Finding {
  if (platform !== 'linux') return fine(DISPLAY, 'the desktop of this system');
  const name = ['WAYLAND_DISPLAY', 'DISPLAY'].find((variable) => isSet(env[variable]));
  if (name !== undefined) return fine(DISPLAY, `${name}=${env[name] ?? ''}`);
  const advice = 'The start prints an address instead; open it in a browser of this machine.';
  return missing(DISPLAY, 'neither WAYLAND_DISPLAY nor DISPLAY is set', advice);
}

/** The folder of the program: the nearest one above this file that has a package.json. */
function programFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  }
}

/** Electron's package, and whether its runtime, which the package fetches by itself, is here. */
export function electronCheck(env: Environment, root = programFolder()): Finding {
  const folder = join(root, 'node_modules', 'electron');
  const advice = '`npm start` works without it: it serves the same window to a browser.';
  if (!existsSync(join(folder, 'package.json'))) return missing(ELECTRON, 'its package is not installed', advice);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: string };
  const version = manifest.version ?? 'unknown';
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const place = isSet(override) ? override : join(folder, 'dist');
  if (existsSync(join(place, name))) return fine(ELECTRON, `${version}, runtime in ${place}`);
  const why = isSet(override)
    ? `ELECTRON_OVERRIDE_DIST_PATH is ${override}, and there is no runtime in it`
    : 'its runtime was not downloaded';
  return missing(
    ELECTRON,
    `package ${version} is here, ${why}`,
    `${advice} \`npx install-electron\` tries the download.`,
  );
}

const BROWSERS: Readonly<Record<string, readonly string[]>> = {
  linux: ['xdg-open', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'firefox'],
};

/** What opens the address of the headless host. */
export function browserCheck(env: Environment, platform: string): Finding {
  const wanted = env['CHROMIUM_PATH'];
  if (isSet(wanted) && isExecutable(wanted)) return fine(BROWSER, wanted);
  const names = BROWSERS[platform];
  if (names === undefined) return fine(BROWSER, 'the default one of this system');
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (found !== undefined) return fine(BROWSER, found);
  return missing(BROWSER, 'none was found on the PATH', 'Install one, such as chromium or firefox.');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
