import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { placePath, type Place } from '#shared/domain/screen-path.ts';
import type { Mode } from '#shared/domain/signal.ts';
import type { ExposureWatch } from '#core/exposure.ts';
import type { Log } from '#core/ports/log.ts';
import type { Notifier } from '#core/ports/notifier.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { linkAt, type Known } from './deep-link.ts';
import { DesktopNotices } from './desktop-notice.ts';
import { installEmergency, type Emergency } from './emergency.ts';
import { Links, registerLinks } from './links.ts';
import { describeProgram, showMenu } from './menu.ts';
import { stayAwakeWhileExposed } from './power-guard.ts';
import { QuitGuard } from './quit-guard.ts';
import { secureApp, secureSession } from './security.ts';
import { ShellLanguage } from './shell-language.ts';
import { runtimeProblem, startOptions, type StartOptions } from './start-options.ts';
import { Windows } from './windows.ts';
import { Wire, type ServePort } from './wire.ts';

/** What the shell needs of a running core. */
export interface DesktopHost {
  readonly log: Log;
  readonly dataDir: string;
  readonly mode: Mode;
  readonly version: string;
  /** True when another process trades on the data folder. */
  readonly observing: boolean;
  /** The kill switch. */
  readonly emergency: Emergency;
  readonly exposure: ExposureWatch;
  readonly knows: Known;
  /** Rejects when the market could not be brought to life. */
  readonly ready: Promise<void>;
  stop(reason: string): Promise<void>;
}

export interface DesktopParts<H extends DesktopHost> {
  /** The folder of the built page, and the bundled preload. */
  readonly pageDir: string;
  readonly preload: string;
  readonly icon: string;
  readonly defaultDataDir: string;
  readonly log: Log;
  readonly now: () => number;
  /** Opens the core, which tells its notices to `desktop`; a thrown error's message is shown to the person. */
  readonly open: (options: StartOptions, desktop: Notifier) => H | Promise<H>;
  /** Serves the contract on a port. */
  readonly serve: (host: H, port: Parameters<ServePort>[0]) => Disposable;
}

function refuse(sentence: string): void {
  console.error(sentence);
  dialog.showErrorBox('Zmart Workstation', sentence);
  app.exit(1);
}

/** What is there before the windows: guards, links and notices, which speak to them. */
interface Early {
  readonly links: Links;
  windows: Windows | null;
}

/** Quitting waits until the core has stopped: its last records are then on the disk. */
function stopBeforeExit(host: DesktopHost, wire: Wire, windows: Windows): void {
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    wire.close();
    host.stop('The program was ended').then(
      () => app.exit(0),
      (error: unknown) => {
        host.log.error('The core did not stop in order', { error: String(error) });
        app.exit(1);
      },
    );
  });
  app.on('window-all-closed', () => {
    // Whoever gave up a window that keeps failing did not end what trades behind it.
    if (process.platform !== 'darwin' && !windows.givenUp) app.quit();
  });
}

/** Menu, tray and keys: their words follow the language, the trading state and what is open. */
function installControls(host: DesktopHost, windows: Windows, language: ShellLanguage, icon: string): void {
  const { emergency: kill, exposure, log, mode, observing } = host;
  const showWindow = (): void => windows.show();
  const emergency = installEmergency({ emergency: kill, mode, exposure: () => exposure.now(), icon, log, showWindow });
  const actions = {
    wish: (wish: Parameters<Windows['ask']>[0]): void => windows.ask(wish),
    askHalt: (): void => emergency.askHalt('menu'),
    askFlatten: (): void => emergency.askFlatten(),
  };
  const renewMenu = (): void => {
    const { state } = kill.state();
    const { platform } = process;
    showMenu({ platform, isDevelopment: !app.isPackaged, state, mayTrade: !observing, actions });
  };
  renewMenu();
  const awake = stayAwakeWhileExposed({ mode, exposure, log });
  const following = [
    kill.onStateChange(renewMenu),
    exposure.onChange(() => emergency.renew()),
    language.onChange.on(() => {
      renewMenu();
      emergency.renew();
    }),
    emergency,
    awake,
  ];
  app.on('will-quit', () => {
    for (const one of following.splice(0)) one.dispose();
  });
}

async function start<H extends DesktopHost>(
  parts: DesktopParts<H>,
  options: StartOptions,
  early: Early,
): Promise<void> {
  await app.whenReady();
  const { log, pageDir, preload, icon, now } = parts;
  secureSession(session.defaultSession, log, !app.isPackaged);
  serveApp(session.defaultSession, pageDir);
  const preferred = app.getPreferredSystemLanguages();
  const language = new ShellLanguage({ folder: app.getPath('userData'), preferred, log });
  await language.start();
  const notices = new DesktopNotices((path) => early.windows?.ask({ kind: 'place', path }));
  const host = await parts.open(options, notices);
  const wire = new Wire(
    (port) => parts.serve(host, port),
    log,
    (contents, spoken) => {
      early.windows?.heardOf(contents);
      void language.hear(spoken);
    },
  );
  const quitting = new QuitGuard({ mode: host.mode, exposure: () => host.exposure.now(), log });
  const windows = new Windows({
    preload,
    icon,
    log,
    now,
    tell: (window, wish) => wire.tell(window, wish),
    onWindow(window) {
      wire.add(window);
      quitting.watch(window, () => windows.size <= 1);
    },
  });
  early.windows = windows;
  stopBeforeExit(host, wire, windows);
  describeProgram(host.version);
  installControls(host, windows, language, icon);
  app.on('second-instance', (_event, args) => {
    windows.show();
    early.links.followOf(args);
  });
  app.on('activate', () => windows.show());
  windows.show();
  const open = (place: Place): void => windows.ask({ kind: 'place', path: placePath(place) });
  early.links.start({ known: host.knows, open });
  await host.ready.catch(async (error: unknown) => {
    await host.stop('A failure at the start');
    throw error;
  });
}

/** Runs the desktop program. Everything up to `whenReady` has to happen at once: Electron does not wait for it. */
export function runDesktop<H extends DesktopHost>(parts: DesktopParts<H>): void {
  const problem = runtimeProblem(process.versions);
  if (problem !== null) return refuse(problem);
  const args = process.argv.slice(app.isPackaged ? 1 : 2);
  const link = linkAt(args);
  // Whoever wrote a link wrote what follows it: none of that is an option of ours.
  const own = link < 0 ? args : args.slice(0, link);
  const options = startOptions(own, parts.defaultDataDir);
  if (typeof options === 'string') return refuse(options);
  app.enableSandbox();
  registerAppScheme();
  const early: Early = { links: new Links({ log: parts.log, args }), windows: null };
  secureApp(parts.log, (board) => early.windows?.showBoard(board));
  // Notices of Windows are told apart by it; the installer's shortcut has the same.
  app.setAppUserModelId('invalid.zmart.workstation');
  // A profile per data folder: two folders are two workstations, one folder is never opened twice.
  app.setPath('userData', join(options.dataDir, 'desktop'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  registerLinks(parts.log, own);
  start(parts, options, early).catch((error: unknown) =>
    refuse(error instanceof Error ? error.message : String(error)),
  );
}
