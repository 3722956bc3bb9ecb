import { writeSync } from 'node:fs';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { ClientOrderId } from '#shared/domain/ids.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { EntryRequest } from '#core/execution/desk-types.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import { StoreFailure, type JournalStore } from '#core/ports/store.ts';
import type { SubmitOutcome, Venue, VenueEvent, VenueOrder } from '#core/ports/venue.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemIds } from '#main/adapters/system/ids.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { unansweredQuestions } from '../orders/unanswered-questions.ts';

/**
 * A process of its own that trades until its disk fails: `trading-child.ts <folder> <how> <orders>`. It prints each order
 * that leaves, `closing` when every record is durable, `halt` when one could not be made, and ends with code 3 then. With `swallow` it goes on after a
 * failed write, the bug the disk test must see.
 */
const [folder = '', how = '', count = '0'] = process.argv.slice(2);

const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

/** Takes every order, says so on standard output, and ends it unfilled, so that the next may follow. */
class PrintingVenue implements Venue {
  readonly name = 'printing';
  readonly simulated = false;
  readonly ask = unansweredQuestions();
  readonly #events = new Emitter<VenueEvent>();

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    say(`sent ${order.clientOrderId}`);
    return Promise.resolve({ kind: 'accepted', venueOrderId: `v-${order.clientOrderId}` });
  }

  end(order: { readonly id: ClientOrderId; readonly symbol: EntryRequest['symbol'] }): void {
    const now = systemClock.now();
    const { id: clientOrderId, symbol } = order;
    this.#events.emit({ kind: 'canceled', clientOrderId, symbol, reason: 'unfilled', tsVenue: now, tsReceived: now });
  }

  cancel = (): Promise<'not-found'> => Promise.resolve('not-found');
  amend = (): Promise<{ kind: 'unsupported' }> => Promise.resolve({ kind: 'unsupported' });
  onEvent = (listener: (event: VenueEvent) => void): Disposable => this.#events.on(listener);
  onCondition = (): Disposable => ({ dispose: () => undefined });
}

/** The planted bug: a write that fails is passed over in silence. */
function swallowing(store: JournalStore): JournalStore {
  return new Proxy(store, {
    get(target, name) {
      if (name !== 'append') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return (...parts: Parameters<JournalStore['append']>) => {
        try {
          target.append(...parts);
        } catch {
          // Passed over.
        }
      };
    },
  });
}

async function trade(): Promise<void> {
  const store = openStore(folder);
  const journal = openJournal({
    store: how === 'swallow' ? swallowing(store.journal) : store.journal,
    hasher: systemHasher,
    clock: systemClock,
    scheduler: systemScheduler,
  });
  if (journal.state.balances().size === 0) {
    const lines = capitalLines(parseMoney('10000'));
    journal.append({ type: 'account.opened', subject: 'test', data: { account: 'test', lines } });
    journal.commit();
  }
  const venue = new PrintingVenue();
  const [instrument] = instrumentsForSimulation();
  if (instrument === undefined) throw new Error('There is no contract');
  const ids = systemIds(systemClock);
  const instruments = new Map([[instrument.symbol, instrument]]);
  const desk = new OrderDesk({ journal, venue, clock: systemClock, ids, instruments, barrier: 'sync' });
  const firstToken = store.journal.lastToken() + 1;
  say('ready');
  for (let i = 0; i < Number(count); i++) {
    const outcome = await desk.enter({
      signalId: ids.signal(),
      symbol: instrument.symbol,
      side: 'buy',
      lots: 1,
      stopTicks: 100 as Ticks,
      targetTicks: 300 as Ticks,
      maxHoldUntil: systemClock.now() + 60_000,
      token: firstToken + i,
      holdsLock: () => true,
    });
    if ('orderId' in outcome) venue.end({ id: outcome.orderId, symbol: instrument.symbol });
  }
  journal.commit();
  say('closing');
  store.close();
  say('done');
}

try {
  await trade();
} catch (error) {
  say(error instanceof StoreFailure ? `halt ${error.message}` : `crash ${String(error)}`);
  // Not `close`: after a failed sync nothing may be written again, and a checkpoint would.
  process.exit(error instanceof StoreFailure ? 3 : 4);
}
