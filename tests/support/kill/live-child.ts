import { writeSync } from 'node:fs';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import { ABSENCE_RULE } from '#core/execution/reconcile/absence-proof.ts';
import type { ReconcileSettings } from '#core/execution/reconcile/settings.ts';
import { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemIds } from '#main/adapters/system/ids.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { loadInstruments, openVenue } from '#main/adapters/venues/open-venue.ts';

/**
 * A process of its own that trades ten contracts at a venue on a socket until it is killed: `live-child.ts <job as JSON>`.
 * It prints `safe <ms>` when it has agreed with the venue after its start. How:
 * - `trade`: random entries, changes, cancels and exits on every contract at once;
 * - `settle`: agrees, closes everything, and prints `settled`;
 * - `send-first`: as `trade`, but what it records is not durable when the order leaves: the bug the harness must see.
 */
interface Job {
  readonly folder: string;
  readonly how: 'trade' | 'settle' | 'send-first';
  readonly seed: number;
  readonly rest: string;
  readonly socket: string;
  readonly credentials: { readonly key: string; readonly secret: string; readonly passphrase: string };
  readonly symbols: readonly string[];
}

/** A settlement that takes longer says what it waits for, ms. */
const TELL_AFTER_MS = 60_000;

/**
 * The rules' times made short, all alike: the venue is a process on this machine, and a request is under way for some ms. With
 * the rules' own half minute every contract would soon be frozen by an order in doubt, and hardly an order be killed.
 */
const QUICK: Partial<ReconcileSettings> = {
  startPauseMs: 0,
  beatMs: 50,
  askAfterMs: [50, 100, 200, 300, 400, 600, 1_000],
  questionGapMs: 5,
  freshMs: 300,
  absence: { ...ABSENCE_RULE, settleMs: 500, apartMs: 80 },
};

// Whoever started it holds the other end: when that is gone, so is this.
process.stdin.on('end', () => process.exit(1)).resume();

const job = JSON.parse(process.argv[2] ?? '') as Job;
const started = performance.now();
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const store = openStore(job.folder);
const journal = openJournal({
  store: store.journal,
  hasher: systemHasher,
  clock: systemClock,
  scheduler: systemScheduler,
  grouping: job.how === 'send-first' ? { kind: 'count', events: 200 } : { kind: 'turn' },
});
if (!journal.integrity.ok) say(`damaged ${journal.integrity.problem}`);
if (journal.state.balances().size === 0) {
  const lines = capitalLines(parseMoney('100000'));
  journal.append({ type: 'account.opened', subject: 'drill', data: { account: 'drill', lines } });
}
journal.commit();

const log = { info: () => undefined, warn: () => undefined, error: (message: string) => say(`error ${message}`) };
const connection = {
  venue: 'kucoin-futures',
  clock: systemClock,
  scheduler: systemScheduler,
  log,
  endpoints: { rest: job.rest, socket: job.socket },
} as const;
const listed = await loadInstruments(connection);
if (!listed.known) throw new Error(listed.reason);
const contracts = listed.value.contracts.filter(({ instrument }) => job.symbols.includes(instrument.symbol));
const instruments = new Map(contracts.map(({ instrument }) => [instrument.symbol, instrument]));
const venue = await openVenue({ ...connection, credentials: job.credentials, contracts });
const ids = systemIds(systemClock);
const desk = new OrderDesk({
  journal,
  venue,
  clock: systemClock,
  ids,
  instruments,
  barrier: job.how === 'send-first' ? 'grouped' : 'sync',
});
desk.onFailure.on((error) => say(`failure ${String(error)}`));
desk.restore(store.journal.scan(1), () => null);
const reconciler = new Reconciler({
  venue,
  journal,
  desk,
  clock: systemClock,
  scheduler: systemScheduler,
  instruments,
  settings: QUICK,
  onReducing: (cause) => say(`reducing ${cause}`),
  onWake: () => undefined,
});
reconciler.onAlarm.on(({ kind, sentence }) => say(`alarm ${kind} ${sentence}`));
systemScheduler.every(250, () => {
  desk.onTime(systemClock.now());
});

let safe = false;
const onStatus = (phase: string): void => {
  if (safe || phase !== 'agreed') return;
  safe = true;
  say(`safe ${(performance.now() - started).toFixed(0)}`);
};
reconciler.onChange.on(({ phase }) => onStatus(phase));
onStatus((await reconciler.start()).phase);

/** One contract's trader: what it does next hangs on chance and on what is held. */
async function trade(symbol: ContractSymbol, chance: Sfc32): Promise<void> {
  const tick = job.symbols.indexOf(symbol);
  for (let token = store.journal.lastToken() + 1; ; token++) {
    await pause(5 + Math.floor(chance.next() * 60) + tick);
    const held = journal.state.position(symbol)?.lots ?? 0;
    if (held !== 0) {
      if (chance.next() < 0.3) await desk.exit(symbol, 'drill');
      continue;
    }
    if (!reconciler.mayEnter(symbol).ok) continue;
    const middle = await priceOf(symbol);
    if (middle === null) continue;
    const buys = chance.next() < 0.5;
    const away = Math.max(2, Math.round(middle * 0.01));
    const outcome = await desk.enter({
      signalId: ids.signal(),
      symbol,
      side: buys ? 'buy' : 'sell',
      lots: 1 + Math.floor(chance.next() * 4),
      stopTicks: (buys ? middle - away : middle + away) as Ticks,
      targetTicks: (buys ? middle + away : middle - away) as Ticks,
      maxHoldUntil: systemClock.now() + 300 + Math.floor(chance.next() * 2_000),
      token,
      holdsLock: () => true,
    });
    if (outcome.kind === 'unknown') say(`unknown ${outcome.reason}`);
  }
}

/** The last price the simulator shows, in ticks. */
async function priceOf(symbol: ContractSymbol): Promise<number | null> {
  const instrument = instruments.get(symbol);
  if (instrument === undefined) return null;
  const answer = await fetch(`${job.rest}/api/v1/ticker?symbol=${symbol}`);
  const { data } = (await answer.json()) as { data: { price: string } };
  return Math.round((Number(data.price) * 10 ** instrument.priceScale) / instrument.tickUnits);
}

async function settle(): Promise<void> {
  while (!safe) await pause(20);
  const begun = performance.now();
  let told = false;
  for (;;) {
    const held = journal.state.positions().filter(({ lots }) => lots !== 0);
    const open = journal.state.openOrders();
    if (held.length === 0 && open.length === 0 && desk.pending() === 0) break;
    if (!told && performance.now() - begun > TELL_AFTER_MS) {
      told = true;
      const { phase, reason } = reconciler.status();
      const orders = open.map(({ symbol: of, role, state }) => `${of} ${role} ${state}`);
      const positions = held.map(({ symbol: of, lots }) => `${of} ${String(lots)}`);
      say(`waits ${phase} ${reason}; ${[...positions, ...orders].join(', ')}; pending ${String(desk.pending())}`);
    }
    for (const { symbol } of held) await desk.exit(symbol, 'the drill is over');
    await pause(100);
  }
  await reconciler.check('the end of the drill');
  journal.commit();
  say(`settled ${reconciler.status().phase}`);
  process.exit(0);
}

if (job.how === 'settle') await settle();
else {
  const traders = contracts.map(({ instrument }, index) => trade(instrument.symbol, new Sfc32(job.seed + index)));
  await Promise.all(traders);
}
