import { app, type Session, type WebContents } from 'electron';
import type { Log } from '#core/ports/log.ts';
import { isOwnAddress, isOwnPage, parseAddress } from './app-origin.ts';
import { boardIn, mayNavigate } from './navigation-policy.ts';
import { openExternally } from './open-external.ts';

/** Addresses end up in the log cut short: they are somebody else's text. */
const shortened = (address: string): string => address.slice(0, 200);

/** What the session may load: our own files, and blobs our page made. Developer tools bring files of their own. */
function mayLoad(address: string, isDevelopment: boolean): boolean {
  if (isOwnAddress(address)) return true;
  const scheme = parseAddress(address)?.protocol;
  if (scheme === 'blob:') return isOwnAddress(address.slice('blob:'.length));
  // Pictures within the page; a page by such an address is refused with every other navigation.
  return scheme === 'data:' || (isDevelopment && scheme === 'devtools:');
}

/** Nothing is permitted, nothing is loaded from elsewhere, nothing is downloaded that our page did not make. */
export function secureSession(session: Session, log: Log, isDevelopment: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn('A permission was asked for and refused', { permission });
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !mayLoad(url, isDevelopment) }));
  session.on('will-download', (event, item) => {
    if (!mayLoad(item.getURL(), false)) event.preventDefault();
  });
}

interface NavigationEvent {
  readonly url: string;
  readonly isMainFrame: boolean;
  preventDefault(): void;
}

function guardNavigation(contents: WebContents, log: Log): void {
  const guard = (kind: string, isAllowed: (event: NavigationEvent) => boolean) => (event: NavigationEvent) => {
    if (isAllowed(event)) return;
    event.preventDefault();
    log.warn('A navigation was refused', { kind, url: shortened(event.url) });
  };
  const isReload = ({ url, isMainFrame }: NavigationEvent): boolean => mayNavigate(url, isMainFrame);
  contents.on('will-navigate', guard('navigate', isReload));
  contents.on('will-frame-navigate', guard('frame', isReload));
  // Our protocol never redirects, so whatever does is not ours.
  contents.on(
    'will-redirect',
    guard('redirect', () => false),
  );
}

/** Makes the window of a board, named as in its address. */
export type OpenBoard = (board: string) => void;

/** Holds for every page that will ever exist in this process, whoever made it. */
function secureContents(contents: WebContents, log: Log, openBoard: OpenBoard): void {
  guardNavigation(contents, log);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // The page never makes a window itself: ours are all made, and guarded, in one place.
    const board = isOwnPage(contents.getURL()) ? boardIn(url) : null;
    if (board !== null) {
      openBoard(board);
      return { action: 'deny' };
    }
    log.warn('A new window was refused', { url: shortened(url) });
    void openExternally(url);
    return { action: 'deny' };
  });
}

/** Installs the guards of the whole program; `secureSession` follows when sessions exist. */
export function secureApp(log: Log, openBoard: OpenBoard): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents, log, openBoard));
  app.on('certificate-error', (event, _contents, url, error, _certificate, callback) => {
    event.preventDefault();
    log.warn('A certificate was refused', { url: shortened(url), error });
    callback(false);
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event) => event.preventDefault());
}
