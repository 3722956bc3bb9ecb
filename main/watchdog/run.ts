import { setTimeout as pause } from 'node:timers/promises';
import type { Venue } from '#core/ports/venue.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { haltFile } from '../adapters/system/halt-file.ts';
import { systemHasher } from '../adapters/system/hasher.ts';
import { systemIds } from '../adapters/system/ids.ts';
import { streamLog } from '../adapters/system/log.ts';
import { systemScheduler } from '../adapters/system/scheduler.ts';
import { loadInstruments, openVenue } from '../adapters/venues/open-venue.ts';
import { fromCore, type FromCore, type FromWatchdog } from './messages.ts';
import { rulesHash } from './rules.ts';
import { standIn, type StandInParts } from './stand-in.ts';
import { Watch, type ActReport, type WatchChange } from './watch.ts';

type Arm = Extract<FromCore, { kind: 'arm' }>;
type Connected = Omit<StandInParts, 'rules'>;

const RETRY_MS = 1_000;
const SIMULATOR_MS = 30_000;
const log = streamLog((text) => process.stderr.write(text));
const ids = systemIds(systemClock);

/** The watchdog's process: it waits to be armed, watches, and ends with the core when nothing is left to guard. */
export function runWatchdog(): void {
  const guard = new Guardian();
  // A terminal's Ctrl+C and a service manager's stop go to the whole group; who guards leaves last, when told to.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('message', (message: unknown) => {
    const parsed = fromCore.safeParse(message);
    if (!parsed.success) log.error('A message of the core cannot be read', { problem: parsed.error.message });
    else guard.on(parsed.data);
  });
  process.on('disconnect', () => guard.onCoreGone());
  // When the core is gone the log may have nobody left to read it; that must not end who stands in.
  process.stderr.on('error', () => undefined);
}

class Guardian {
  #armed: Arm | null = null;
  #watch: Watch | null = null;
  #connection: Promise<Connected | null> | null = null;
  #venue: (Venue & Disposable) | null = null;
  #looking: Disposable | null = null;
  #last: WatchChange = { state: 'idle', reason: 'not armed', report: null };
  #seen: FromWatchdog['seen'] = null;
  #blind: string | null = 'not connected yet';

  on(message: FromCore): void {
    if (message.kind === 'arm') this.#arm(message);
    else if (message.kind === 'beat') this.#watch?.beat();
    else this.#watch?.standDown(message.reason);
  }

  onCoreGone(): void {
    // A simulator of this machine that went with the core holds nothing; an exchange is asked for as long as it takes.
    if (typeof this.#armed?.endpoint === 'string') systemScheduler.after(SIMULATOR_MS, () => process.exit(1));
    this.#watch?.coreGone();
    if (this.#last.state !== 'acting') process.exit(0);
  }

  #arm(message: Arm): void {
    this.#dispose();
    this.#armed = message;
    this.#watch = new Watch({
      clock: systemClock,
      scheduler: systemScheduler,
      rules: message.rules,
      act: () => this.#act(message),
      onChange: (change) => this.#onChange(change),
    });
    this.#connection = this.#connect(message);
    this.#looking = systemScheduler.every(message.rules.lookMs, () => void this.#look());
    void this.#look();
    this.#watch.arm();
  }

  /** Tries until it succeeds: a watchdog without a connection says so and keeps trying. */
  async #connect(message: Arm): Promise<Connected | null> {
    const { venue, endpoint } = message;
    const connection = {
      venue,
      clock: systemClock,
      scheduler: systemScheduler,
      log,
      ...(endpoint === null ? {} : { endpoints: { rest: endpoint, socket: endpoint.replace(/^http/, 'ws') } }),
    };
    // Whoever arms it anew begins a connection of its own.
    while (this.#armed === message) {
      const opened = await this.#open(connection, message);
      if (typeof opened === 'object') return opened;
      this.#blind = opened;
      this.#tell();
      await pause(RETRY_MS);
    }
    return null;
  }

  /** One try; a sentence when it did not succeed. */
  async #open(connection: Parameters<typeof loadInstruments>[0], message: Arm): Promise<Connected | string> {
    try {
      const listed = await loadInstruments(connection);
      if (!listed.known) return listed.reason;
      const { contracts } = listed.value;
      const venue = await openVenue({ ...connection, credentials: message.credentials, contracts });
      if (this.#armed !== message) {
        venue.dispose();
        return 'armed anew';
      }
      this.#venue = venue;
      return {
        venue,
        instruments: new Map(contracts.map(({ instrument }) => [instrument.symbol, instrument])),
        clock: systemClock,
        log,
        newId: () => ids.order(),
        pause: (ms) => pause(ms),
      };
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #look(): Promise<void> {
    const { venue } = (await this.#connection) ?? {};
    if (venue === undefined) return;
    const from = systemClock.monotonic();
    const [orders, positions] = await Promise.all([venue.ask.openOrders(), venue.ask.positions()]);
    this.#blind = !orders.known ? orders.reason : positions.known ? null : positions.reason;
    if (orders.known && positions.known) {
      const held = positions.value.filter(({ lots }) => lots !== 0).length;
      const tookMs = systemClock.monotonic() - from;
      this.#seen = { positions: held, orders: orders.value.length, at: systemClock.now(), tookMs };
    }
    this.#tell();
  }

  async #act({ rules }: Arm): Promise<ActReport> {
    for (;;) {
      try {
        const parts = await this.#connection;
        if (parts === null) throw new Error('it was never armed');
        return await standIn({ ...parts, rules });
      } catch (error) {
        log.error('The watchdog could not finish and begins anew', { error: String(error) });
        await pause(RETRY_MS);
      }
    }
  }

  #onChange(change: WatchChange): void {
    this.#last = change;
    const { state, reason, report } = change;
    log.info(`watchdog: ${state}`, { reason });
    if (state === 'acted' && report !== null) this.#leaveWord(reason, report);
    this.#tell();
    if (!process.connected && state !== 'acting') process.exit(0);
  }

  /** The next core finds the halt file: what was closed by somebody else is looked at by a person first. */
  #leaveWord(reason: string, { canceled, closed, tookMs }: ActReport): void {
    const did = `${String(canceled)} orders canceled, ${String(closed)} positions closed in ${(tookMs / 1000).toFixed(1)} s`;
    try {
      haltFile(this.#armed?.dataDir ?? '.').write({
        reason: `the watchdog stood in: ${reason}; ${did}`,
        flatten: false,
      });
    } catch (error) {
      log.error('The halt file could not be written', { error: String(error) });
    }
  }

  #tell(): void {
    if (this.#armed === null || !process.connected) return;
    const status: FromWatchdog = {
      kind: 'status',
      state: this.#last.state,
      reason: this.#last.reason,
      at: systemClock.now(),
      rulesHash: rulesHash(this.#armed.rules, systemHasher),
      seen: this.#seen,
      blind: this.#blind,
      report: this.#last.report,
    };
    process.send?.(status);
  }

  #dispose(): void {
    this.#watch?.dispose();
    this.#looking?.dispose();
    this.#venue?.dispose();
    this.#seen = null;
    this.#blind = 'not connected yet';
  }
}
