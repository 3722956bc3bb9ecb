import { AlertDesk } from './alerts/alert-desk.ts';
import { heedQuietHours } from './alerts/heed-quiet-hours.ts';
import type { CoreConfig } from './config.ts';
import { DEFAULT_PAPER_CONFIG } from './execution/paper-config.ts';
import { PaperVenue } from './execution/paper-venue.ts';
import { openJournal } from './journal/open-journal.ts';
import type { Clock } from './ports/clock.ts';
import type { Notifier } from './ports/notifier.ts';
import type { Venue } from './ports/venue.ts';
import { TimelineClock } from './timeline-clock.ts';
import type { CoreInstruments, CorePorts } from './core-ports.ts';

/** The simulated venue has an account: margin is checked and positions are liquidated as at an exchange. */
function paperVenue(config: CoreConfig, instruments: CoreInstruments, clock: Clock): PaperVenue {
  const { capital: balance, limits } = config;
  const account = { balance, leverage: limits.leverage, liquidationFeePpm: null };
  return new PaperVenue({ instruments, clock, config: DEFAULT_PAPER_CONFIG, account });
}

/** The exchange, or the simulated venue where there is none. */
function placeOfOrders(
  exchange: Venue | null,
  simulated: () => PaperVenue,
): { venue: Venue; paper: PaperVenue | null } {
  if (exchange !== null) return { venue: exchange, paper: null };
  const paper = simulated();
  return { venue: paper, paper };
}

/** Where there is no desktop. */
const NOBODY: Notifier = { notify: () => undefined };

/** Tells each of several. */
const everyNotifier = (...notifiers: readonly Notifier[]): Notifier => ({
  notify: (notice) => {
    for (const one of notifiers) one.notify(notice);
  },
});

/** What is there before anything trades. */
export function foundation(ports: CorePorts, config: CoreConfig, instruments: CoreInstruments) {
  const { scheduler, ids, hasher, log, store } = ports;
  const clock = new TimelineClock(ports.clock);
  const journal = openJournal({ store: store.journal, hasher, clock, scheduler, grouping: { kind: 'turn' } });
  const alertDesk = new AlertDesk({
    journal,
    secrets: ports.secrets,
    sender: ports.alertSender,
    clock: ports.clock,
    scheduler,
    log,
    hide: (secret) => ports.knownSecrets.add({ key: '', secret, passphrase: null }),
    newId: () => ids.order(),
  });
  const desktop = heedQuietHours(ports.desktop ?? NOBODY, () => alertDesk.quietHours(), ports.clock);
  const notifier = everyNotifier(ports.notifier, desktop, alertDesk);
  const feed = ports.feed(clock);
  return {
    clock,
    journal,
    alertDesk,
    notifier,
    feed,
    ...placeOfOrders(ports.venue, () => paperVenue(config, instruments, clock)),
  };
}
export type Foundation = ReturnType<typeof foundation>;
