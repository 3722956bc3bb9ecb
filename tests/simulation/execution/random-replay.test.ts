import { describe, expect, it } from 'vitest';
import { signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { add, parseMoney, ZERO, type Money } from '#shared/domain/money.ts';
import type { PositionClosed, TradePlan } from '#core/execution/desk-types.ts';
import { DEFAULT_PAPER_CONFIG, type PaperConfig } from '#core/execution/paper-config.ts';
import { BTC, candle, entry, ETH, paperDesk, restarted, START, STEP } from './support.ts';

/** Little volume for our orders, so that many fill over several candles. */
const THIN: PaperConfig = { ...DEFAULT_PAPER_CONFIG, participationPpm: 300_000 };

/** Mulberry32: a small generator whose sequence follows from its seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type World = ReturnType<typeof paperDesk>;

/** One simulated account: random prices, entries, exits, funding and time-outs, all from the seed. */
class Simulation {
  world: World = paperDesk(THIN);
  readonly closed: PositionClosed[] = [];
  readonly #plans = new Map<string, TradePlan>();
  readonly #random: () => number;
  readonly #price = new Map<ContractSymbol, number>([
    [BTC, 100],
    [ETH, 250],
  ]);
  #step = 0;
  #signals = 0;

  constructor(seed: number) {
    this.#random = randomOf(seed);
    this.#watch();
  }

  async run(steps: number): Promise<void> {
    for (let i = 0; i < steps; i++) await this.#one();
  }

  /** Ends the process and starts again from the journal's records. */
  restart(): void {
    this.world.desk.dispose();
    this.world = restarted(this.world, (id) => this.#plans.get(id) ?? null, THIN);
    this.#watch();
  }

  #watch(): void {
    const { journal, desk } = this.world;
    desk.onPositionClosed.on((closed) => this.closed.push(closed));
    desk.onFailure.on((error) => {
      throw error;
    });
    journal.onAppended.on(() => {
      let sum: Money = ZERO;
      for (const amount of journal.state.balances().values()) sum = add(sum, amount);
      if (sum !== ZERO) throw new Error(`the ledger sums to ${String(sum)}`);
    });
  }

  async #one(): Promise<void> {
    const { world } = this;
    const index = this.#step++;
    world.clock.set(START + (index + 1) * STEP);
    for (const symbol of [BTC, ETH]) world.venue.onCandle(symbol, this.#candle(symbol, START + index * STEP));
    world.desk.onTime(world.clock.now());
    await world.desk.quiescent();
    for (const symbol of [BTC, ETH]) await this.#decide(symbol, index);
    await world.desk.quiescent();
  }

  async #decide(symbol: ContractSymbol, index: number): Promise<void> {
    const { desk } = this.world;
    const draw = this.#random();
    const long = this.#random() < 0.5;
    const lots = 1 + Math.floor(this.#random() * 40);
    const hold = 1 + Math.floor(this.#random() * 40);
    const price = Math.round((this.#price.get(symbol) ?? 0) * 10);
    if (draw < 0.25) {
      const plan = {
        stopTicks: (price + (long ? -25 : 25)) as Ticks,
        targetTicks: (price + (long ? 40 : -40)) as Ticks,
        maxHoldUntil: START + (index + hold) * STEP,
      };
      const id = signalId(`s${String(++this.#signals)}`);
      this.#plans.set(id, plan);
      await desk.enter(entry({ signalId: id, symbol, side: long ? 'buy' : 'sell', lots, ...plan }));
    } else if (draw < 0.28) {
      await desk.exit(symbol, 'exit');
    } else if (draw < 0.33) {
      desk.settleFunding(symbol, (this.#random() - 0.5) / 500, price);
    }
  }

  #candle(symbol: ContractSymbol, ts: number) {
    const last = this.#price.get(symbol) ?? 0;
    const gap = this.#random() < 0.05 ? (this.#random() - 0.5) * 8 : 0;
    const open = Math.max(20, last + gap);
    const close = Math.max(20, open + (this.#random() - 0.5) * 3);
    const high = Math.max(open, close) + this.#random();
    const low = Math.min(open, close) - this.#random();
    this.#price.set(symbol, close);
    return candle(ts, open, high, low, close, this.#random() * 0.12);
  }
}

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

describe.each(SEEDS)('a random account, seed %i', (seed) => {
  it('keeps the ledger at zero after every record, and cash equal to its sources', async () => {
    const simulation = new Simulation(seed);
    await simulation.run(500);
    const { state, events } = simulation.world.journal;
    expect(events.length).toBeGreaterThan(500);
    expect(new Set(simulation.closed.map((one) => one.how)).size).toBeGreaterThanOrEqual(3);
    let realised = 0n;
    let fees = 0n;
    let funding = 0n;
    for (const position of state.positions()) {
      realised += position.realised;
      fees += position.fees;
      funding += position.funding;
    }
    expect(state.balance('cash')).toBe(parseMoney('100000') + realised - fees + funding);
    expect(simulation.world.desk.pending()).toBe(0);
    expect(simulation.world.desk.frozenSymbols().size).toBe(0);
  });

  it('comes to the same end, record by record, when restarted on the way', async () => {
    const straight = new Simulation(seed);
    await straight.run(300);
    const broken = new Simulation(seed);
    for (const part of [41, 1, 58, 83, 117]) {
      await broken.run(part);
      broken.restart();
    }
    expect(broken.world.journal.events).toEqual(straight.world.journal.events);
    expect(broken.closed).toEqual(straight.closed);
  });

  it('gives the same records for the same seed', async () => {
    const [one, two] = [new Simulation(seed), new Simulation(seed)];
    await one.run(100);
    await two.run(100);
    expect(one.world.journal.events).toEqual(two.world.journal.events);
  });
});
