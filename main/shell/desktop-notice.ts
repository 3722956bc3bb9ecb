import { Notification } from 'electron';
import { placePath, type Place } from '#shared/domain/screen-path.ts';
import { told } from '#shared/language/told.ts';
import type { Notifier } from '#core/ports/notifier.ts';

/** The most a desktop shows of a notice. */
const LONGEST = 300;
/** So many are kept for a click; a desktop shows fewer. */
const MOST_KEPT = 50;

/** Shows a path in the window. */
export type OpenPath = (path: string) => void;

/** Where a notice leads that says nothing else: everything that needs a person is on the first screen. */
const ANYWHERE: Place = { screen: '/' };

/**
 * Shows notices on the desktop, in the language of the window; a click opens the screen they are about. Alarms stay until they are
 * closed and sound. What comes here in quiet hours is an alarm: the core holds back the rest.
 */
export class DesktopNotices implements Notifier {
  /** A notification that nothing holds is collected, and its click with it. */
  readonly #shown = new Set<Notification>();
  readonly #open: OpenPath;

  constructor(open: OpenPath) {
    this.#open = open;
  }

  notify({ level, title, body, about }: Parameters<Notifier['notify']>[0]): void {
    if (!Notification.isSupported()) return;
    const alarm = level === 'alarm';
    const shown = new Notification({
      title: told(title),
      body: told(body).slice(0, LONGEST),
      silent: !alarm,
      urgency: alarm ? 'critical' : 'normal',
      timeoutType: alarm ? 'never' : 'default',
    });
    this.#keep(shown);
    shown.on('click', () => {
      this.#shown.delete(shown);
      this.#open(placePath(about ?? ANYWHERE));
    });
    shown.on('close', () => this.#shown.delete(shown));
    shown.show();
  }

  #keep(shown: Notification): void {
    this.#shown.add(shown);
    const [oldest] = this.#shown;
    if (this.#shown.size > MOST_KEPT && oldest !== undefined) this.#shown.delete(oldest);
  }
}
