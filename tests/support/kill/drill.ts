import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { verifyJournal } from '#core/journal/verify.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { bundleChild } from '../child-bundle.ts';
import { CONTRACTS, startKucoinSimulator, type KucoinSimulator } from '../venue-simulator/index.ts';

export interface DrillOptions {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  readonly how: 'trade' | 'send-first';
  /** A start that does not agree within this time has failed, ms. */
  readonly safeWithinMs: number;
  /** How long the last process may take to agree and to close everything, ms. */
  readonly settleMs: number;
}

/** What a drill found; every list should be empty. */
export interface DrillResult {
  /** Client ids the venue received more than once. */
  readonly duplicates: readonly string[];
  /** Orders at the venue without a local intent. */
  readonly ghosts: readonly string[];
  /** Fills of the venue that were not booked, and bookings without a fill, by trade id. */
  readonly lostFills: readonly string[];
  readonly inventedFills: readonly string[];
  /** Orders called not placed that the venue has. */
  readonly falselyAbsent: readonly string[];
  /** Symbols whose position is not the venue's. */
  readonly mismatches: readonly string[];
  readonly unverifiable: readonly string[];
  /** What a child said beside its usual words. */
  readonly complaints: readonly string[];
  readonly orders: number;
  readonly fills: number;
  readonly killedUnsafe: number;
  /** Time from the start of a process to the agreement with the venue, ms, one per start that got there. */
  readonly safeMs: readonly number[];
}

/** Ten contracts: the simulator's own, and copies of one of them under other names. */
function tenContracts(): typeof CONTRACTS {
  const pattern = CONTRACTS.find(({ symbol }) => symbol === 'ETHUSDTM');
  if (pattern === undefined) throw new Error('The simulator has no ETHUSDTM');
  const coins = ['ADA', 'DOT', 'LINK', 'AVAX', 'ATOM', 'UNI'];
  return [...CONTRACTS, ...coins.map((coin) => ({ ...pattern, symbol: `${coin}USDTM`, base: coin, coin }))].slice(
    0,
    10,
  );
}

const POOL_WEIGHT = 100_000;

interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** Resolves with the time until the agreement, or null when the process ended before it. */
  readonly safe: Promise<number | null>;
  readonly ended: Promise<void>;
}

function startChild(bundle: string, job: object): Child {
  const process_ = spawn(process.execPath, [bundle, JSON.stringify(job)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => process_.on('close', () => resolve()));
  const safe = new Promise<number | null>((resolve) => {
    let rest = '';
    process_.stdout.setEncoding('utf8').on('data', (part: string) => {
      const parts = (rest + part).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        if (line.startsWith('safe ')) resolve(Number(line.slice(5)));
      }
    });
    process_.stderr.setEncoding('utf8').on('data', (part: string) => lines.push(`stderr ${part.trim()}`));
    void ended.then(() => resolve(null));
  });
  return { process: process_, lines, safe, ended };
}

/** How many orders the venue takes at most before the next kill, and for how long they are waited for. */
const MOST_ORDERS = 8;
const ORDERS_WITHIN_MS = 3_000;

/** Waits for orders and not for a time, so that a slow machine kills in the middle of trading, too. */
async function someOrders({ engine }: KucoinSimulator, count: number): Promise<void> {
  const goal = engine.requests.length + count;
  const end = performance.now() + ORDERS_WITHIN_MS;
  while (engine.requests.length < goal && performance.now() < end) await wait(5);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills a trading process at random moments, starts it again each time, and compares everything with the venue at the end. */
export async function killDrill(options: DrillOptions): Promise<DrillResult> {
  const bundle = await bundleChild('tests/support/kill/live-child.ts');
  const contracts = tenContracts();
  const venue = await startKucoinSimulator({
    // Fifteen starts in half a minute use up any venue's limit; how a start keeps to it is another test's subject.
    poolWeight: POOL_WEIGHT,
    engineOptions: {
      seed: options.seed,
      contracts,
      wallet: 10_000_000_000_000n,
      walk: { everyMs: 50, bps: 12 },
      levelLots: 40,
    },
  });
  const chance = new Sfc32(options.seed);
  const job = {
    folder: options.folder,
    rest: venue.restUrl,
    socket: venue.wsUrl,
    credentials: venue.credentials,
    symbols: contracts.map(({ symbol }) => symbol),
  };
  const safeMs: number[] = [];
  const complaints: string[] = [];
  let killedUnsafe = 0;
  try {
    for (let round = 0; round < options.kills; round++) {
      const child = startChild(bundle, { ...job, how: options.how, seed: options.seed + round * 100 });
      // One in five dies while it starts or reconciles, the others while they trade.
      const early = chance.next() < 0.2;
      const agreed = early
        ? await Promise.race([child.safe, wait(200 + chance.next() * 500).then(() => null)])
        : await Promise.race([child.safe, wait(options.safeWithinMs).then(() => null)]);
      if (agreed === null) killedUnsafe++;
      else {
        safeMs.push(agreed);
        await someOrders(venue, Math.floor(chance.next() * MOST_ORDERS));
        await wait(chance.next() * 60);
      }
      if (agreed === null && !early)
        complaints.push(`round ${String(round)}: not safe in time: ${child.lines.join(' | ')}`);
      child.process.kill('SIGKILL');
      await child.ended;
      complaints.push(...complaintsOf(child.lines, round));
    }
    const last = startChild(bundle, { ...job, how: 'settle', seed: 0 });
    const late = setTimeout(() => last.process.kill('SIGKILL'), options.settleMs);
    await last.ended;
    clearTimeout(late);
    if (!last.lines.some((line) => line === 'settled agreed'))
      complaints.push(`not settled: ${last.lines.join(' | ')}`);
    complaints.push(...complaintsOf(last.lines, options.kills));
    return { ...compare(options.folder, venue), complaints, killedUnsafe, safeMs };
  } finally {
    await venue.close();
    await rm(bundle, { force: true });
  }
}

/** Alarms that a kill may well lead to; anything else is a fault. */
const EXPECTED = /^(safe|settled|unknown|alarm in-doubt|alarm order-gone|alarm venue)/;
const complaintsOf = (lines: readonly string[], round: number): string[] =>
  lines.filter((line) => !EXPECTED.test(line)).map((line) => `round ${String(round)}: ${line}`);

function compare(folder: string, venue: KucoinSimulator) {
  const store = openStore(folder, { readOnly: true });
  try {
    const verified = verifyJournal(store.journal, systemHasher);
    const intents = new Set<string>();
    const booked = new Map<string, number>();
    const absent = new Set<string>();
    for (const event of store.journal.scan(1)) {
      if (event.type === 'order.intent') intents.add(event.subject);
      if (event.type === 'order.not-placed') absent.add(event.subject);
      if (event.type === 'order.fill') {
        const id = JSON.stringify(event.data['tradeId']).slice(1, -1);
        booked.set(id, (booked.get(id) ?? 0) + 1);
      }
    }
    const { engine } = venue;
    const received = engine.requests.map(({ request }) => request.clientId).filter((id) => id !== null);
    const orders = engine.orders();
    const trades = new Set(engine.trades().map(({ tradeId }) => tradeId));
    const held = new Map(
      [...store.journal.rows('positions')].map((row) => [String(row['symbol']), Number(row['lots'])]),
    );
    const symbols = new Set([...held.keys(), ...engine.positions().map(({ symbol }) => symbol)]);
    return {
      duplicates: received.filter((id, index) => received.indexOf(id) !== index),
      ghosts: orders.map(({ clientId, id }) => clientId ?? id).filter((id) => !intents.has(id)),
      lostFills: [...trades].filter((id) => !booked.has(id)),
      inventedFills: [...booked].filter(([id, times]) => times > 1 || !trades.has(id)).map(([id]) => id),
      falselyAbsent: orders.flatMap(({ clientId }) => (clientId !== null && absent.has(clientId) ? [clientId] : [])),
      mismatches: [...symbols].filter((symbol) => (held.get(symbol) ?? 0) !== engine.position(symbol).lots),
      unverifiable: verified.ok ? [] : [verified.problem],
      orders: orders.length,
      fills: trades.size,
    };
  } finally {
    store.close();
  }
}
