import { app } from 'electron';
import type { Place } from '#shared/domain/screen-path.ts';
import type { Log } from '#core/ports/log.ts';
import { LINK_SCHEME, linkAt, readLink, type Known } from './deep-link.ts';

/** Somebody who follows links without end must not fill the log. */
const MAX_LOGGED = 50;

export interface LinkParts {
  readonly log: Log;
  /** Of this process: it may have been started by a link. */
  readonly args: readonly string[];
}

/** What opens links once there is a core and a window. */
export interface LinkOpener {
  readonly known: Known;
  open(place: Place): void;
}

/** Takes links from the system, from its own command line and from further starts, and opens the place of those that name one. */
export class Links {
  readonly #log: Log;
  #opener: LinkOpener | null = null;
  /** The last one that came before there was a window. */
  #waiting: string | null;
  #refusals = 0;

  /** Has to be made before the program is ready: macOS hands over the link that starts it before that. */
  constructor({ log, args }: LinkParts) {
    this.#log = log;
    this.#waiting = args[linkAt(args)] ?? null;
    app.on('open-url', (event, url) => {
      event.preventDefault();
      this.follow(url);
    });
  }

  /** From now on links are opened; the one that waited is. */
  start(opener: LinkOpener): void {
    this.#opener = opener;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) this.follow(waiting);
  }

  /** Opens the link of another start's command line. */
  followOf(args: readonly string[]): void {
    const link = args[linkAt(args)];
    if (link !== undefined) this.follow(link);
  }

  follow(link: string): void {
    if (this.#opener === null) {
      this.#waiting = link;
      return;
    }
    const place = readLink(link, this.#opener.known);
    if (typeof place !== 'string') return this.#opener.open(place);
    this.#refusals += 1;
    if (this.#refusals > MAX_LOGGED + 1) return;
    if (this.#refusals > MAX_LOGGED) return this.#log.warn('Refused links are told no more: there are too many');
    this.#log.warn('A link was refused', { problem: place, link: link.slice(0, 200) });
  }
}

/** Makes this program the one that opens our links; only where it is installed, as sources have no place of their own. */
export function registerLinks(log: Log, args: readonly string[]): void {
  if (!app.isPackaged) return;
  // Only Windows keeps arguments: a link then leads to the workstation that was started last, with its mode and folder.
  const isRegistered =
    process.platform === 'win32'
      ? app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [...args])
      : app.setAsDefaultProtocolClient(LINK_SCHEME);
  if (!isRegistered) log.warn('Links could not be registered with the system', { scheme: LINK_SCHEME });
}
