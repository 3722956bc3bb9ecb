import { afterEach, expect, it, vi } from 'vitest';
import { ConnectorBreaker } from '#core/agents/risk/breakers/connector-breaker.ts';
import { RiskBreaker } from '#core/agents/risk/breakers/risk-breaker.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { ConnectorOracle, MarketOracle } from '#tests/support/risk/breaker-oracle.ts';
import { BTC, EQUITY, GuardWorld, SOL, SYMBOLS } from '#tests/support/risk/guard-world.ts';
import { MEASURES, NavOracle, type Level } from '#tests/support/risk/nav-oracle.ts';

/** Sequences per run; the nightly run sets 100,000 (T28). */
const SEQUENCES = Number(process.env['ZMART_BREAKER_SEQUENCES'] ?? 1_000);
const LENGTH = 80;

const RANK: Readonly<Record<Level, number>> = { green: 0, yellow: 1, orange: 2, red: 3 };
const CAUSES = [...MEASURES, 'loss-streak', 'mismatch', 'audit'] as const;
type Cause = (typeof CAUSES)[number];

/** One sequence: the guard and its oracles side by side. */
class Sequence {
  readonly world = new GuardWorld();
  readonly visited = new Set<string>();
  readonly #random: Sfc32;
  readonly #connector = new ConnectorOracle();
  readonly #markets = new Map([
    [BTC, new MarketOracle([0.02, 0.05])],
    [SOL, new MarketOracle([0.03, 0.07])],
  ]);
  readonly #nav = new NavOracle();
  readonly #latched = new Map<Cause, Level>();
  readonly #stops = new Map<string, number[]>();
  readonly #prices = new Map(SYMBOLS.map((symbol) => [symbol, 100]));
  #equity: bigint = EQUITY;
  #halted = false;
  #compared = this.world.records.length;
  #probes = 0;
  #probesOfRound = 0;
  #byPerson = false;

  constructor(seed: number) {
    this.#random = new Sfc32(seed);
  }

  /** Does one thing and compares; a sentence when something is wrong. */
  step(): string | null {
    this.#byPerson = false;
    this.#act();
    const from = this.#compared;
    // What the questions of the comparison itself make is seen by the next.
    this.#compared = this.world.records.length;
    return this.#compare(from);
  }

  #below(limit: number): number {
    return Math.floor(this.#random.next() * limit);
  }

  #act(): void {
    const kind = this.#below(100);
    if (kind < 22) this.#calls();
    else if (kind < 36) this.#mark();
    else if (kind < 58) this.#tick();
    else if (kind < 70) this.#probe();
    else if (kind < 75) this.#funding();
    else if (kind < 86) this.#money();
    else if (kind < 91) this.#stop();
    else if (kind < 92) this.#fault();
    else if (kind < 96) this.#person();
    else if (kind < 99) this.#restart();
    else this.world.wallShift += (this.#below(3) - 1) * 20_000;
  }

  #calls(): void {
    const { world } = this;
    const bad = this.#below(10) < 6;
    for (let i = this.#below(8); i >= 0; i--) {
      const failed = bad && this.#below(4) > 0;
      const slow = this.#below(10) < (bad ? 3 : 1);
      world.guard.onCall(failed, slow ? 5_001 : 5_000);
      this.#connector.call(world.elapsed, world.now(), failed, slow);
      world.advance(this.#below(2_000));
    }
  }

  #mark(): void {
    const { world } = this;
    const symbol = SYMBOLS[this.#below(2)] ?? BTC;
    for (let i = this.#below(4); i >= 0; i--) {
      world.advance(this.#below(4_000));
      const size = this.#below(12) === 0 ? 0.06 : 0.008;
      const price = (this.#prices.get(symbol) ?? 100) * (1 + (this.#random.next() - 0.5) * size);
      this.#prices.set(symbol, price);
      world.guard.onMark(symbol, price);
      this.#markets.get(symbol)?.mark(world.elapsed, world.now(), world.span(), price);
    }
  }

  #tick(): void {
    const { world } = this;
    world.advance([0, 1_000, 9_999, 10_000, 10_001, 30_000, 60_000, 900_000][this.#below(8)] ?? 0);
    world.guard.onTime();
    for (const market of this.#markets.values()) market.tick(world.elapsed, world.now(), world.span());
    if (this.#connector.tick(world.elapsed, world.now(), true)) {
      this.#probes += 1;
      this.#probesOfRound += 1;
    }
  }

  #probe(): void {
    const { world } = this;
    const answered = this.#below(5) > 0;
    const underWay = world.probes.length;
    // Of several under way only the last is of this round: the others were given up, and prove nothing.
    while (world.probes.length > 1) world.answerProbe(this.#below(2) === 0);
    if (underWay === 0 || !world.answerProbe(answered)) return;
    this.#connector.probe(world.elapsed, world.now(), answered);
  }

  #funding(): void {
    const symbol = SYMBOLS[this.#below(2)] ?? BTC;
    const rate = [0.001, 0.0011, -0.002, 0][this.#below(4)] ?? 0;
    const at = this.world.now() + ([-1, 1, 30_000, 60_000, 60_001, 90_000][this.#below(6)] ?? 0);
    this.world.ticker(symbol, { fundingRate: rate, nextFundingAt: at });
    this.#markets.get(symbol)?.terms(rate, at);
  }

  #money(): void {
    const { world } = this;
    world.advance(this.#below(20) === 0 ? 40_000_000 : 1_000);
    const result = this.#below(12) === 0 ? -this.#below(110_000) : this.#below(24_000) - 13_000;
    this.#equity += (this.#equity * BigInt(result)) / 1_000_000n;
    const recorded = this.#below(2) === 0;
    world.equity(this.#equity, EQUITY, recorded);
    this.#nav.look(world.now(), this.#equity, EQUITY, recorded);
    for (const measure of MEASURES) this.#latch(measure, this.#nav.level(measure));
  }

  #stop(): void {
    const { world } = this;
    const symbol = SYMBOLS[this.#below(2)] ?? BTC;
    world.trade(symbol, 'stop', 0n);
    const stops = [...(this.#stops.get(symbol) ?? []), world.elapsed];
    this.#stops.set(symbol, stops);
    if (stops.filter((at) => world.elapsed - at < 86_400_000).length >= 5) this.#latch('loss-streak', 'red');
  }

  #fault(): void {
    if (this.#below(2) === 0) {
      this.world.guard.onMismatch('the venue holds another size');
      this.#latch('mismatch', 'red');
    } else {
      this.world.guard.onAuditFailure('a record was refused');
      this.#latch('audit', 'red');
    }
  }

  #person(): void {
    const { world } = this;
    if (this.#below(3) === 0) {
      const resumed = world.state.rearm({ phrase: 'RESUME', by: 'trader', reason: 'looked at it' });
      if (!resumed.ok) throw new Error('a person with a reason was not let');
      this.#byPerson = true;
      this.#halted = false;
      for (const cause of [...this.#latched.keys()]) this.#rearmed(cause);
      return;
    }
    const cause = CAUSES[this.#below(CAUSES.length)] ?? 'audit';
    const word = this.#below(3) === 0 ? 'rearm' : 'REARM';
    const answer = world.guard.rearm(`risk:${cause}`, word, 'trader', 'looked at it');
    const open = this.#latched.has(cause);
    const expected = word !== 'REARM' ? 'wrong-word' : open ? 'done' : 'not-open';
    if (answer !== expected) throw new Error(`${cause}: ${answer}, not ${expected}`);
    if (answer !== 'done') return;
    this.#byPerson = true;
    this.#rearmed(cause);
  }

  #rearmed(cause: Cause): void {
    this.#latched.delete(cause);
    if (cause === 'loss-streak') this.#stops.clear();
    else if (MEASURES.includes(cause as never)) this.#nav.rearm(cause as (typeof MEASURES)[number]);
  }

  #restart(): void {
    const { world } = this;
    world.restart();
    this.#probesOfRound = 0;
    this.#connector.restart(world.elapsed, world.now());
    for (const market of this.#markets.values()) market.restart(world.elapsed, world.now());
    this.#nav.restart();
  }

  #latch(cause: Cause, level: Level): void {
    if (RANK[level] < RANK.orange || RANK[level] <= RANK[this.#latched.get(cause) ?? 'green']) return;
    this.#latched.set(cause, level);
    this.#halted = true;
  }

  #compare(from: number): string | null {
    const { world } = this;
    const made = world.records.slice(from, this.#compared);
    const closed = made.filter(({ type, data }) => type === 'breaker.closed' && data['kind'] === 'risk');
    if (closed.length > 0 && !this.#byPerson) return 'a risk breaker closed without a person';
    const holds = made.filter(({ type }) => type === 'trading.state');
    const risks = made.filter(({ type, data }) => type.startsWith('breaker.') && data['kind'] === 'risk');
    if (holds.length > 0 && risks.length === 0 && !this.#byPerson)
      return 'the trading state moved without a risk breaker';
    return this.#compareConnector(made) ?? this.#compareMarkets() ?? this.#compareRisks();
  }

  #compareConnector(made: ReturnType<GuardWorld['since']>): string | null {
    const { world } = this;
    // Asking moves it with time, so the oracle is asked at the same moment.
    world.guard.connector.onTime();
    this.#connector.tick(world.elapsed, world.now(), false);
    if (world.guard.connector.state !== this.#connector.state)
      return `connector ${world.guard.connector.state}, not ${this.#connector.state}`;
    this.visited.add(`connector ${this.#connector.state}`);
    if (world.probesSent !== this.#probes) return `${String(world.probesSent)} probes, not ${String(this.#probes)}`;
    if (made.some(({ type, subject }) => type.startsWith('breaker.') && subject === world.guard.connector.id))
      this.#probesOfRound = 0;
    return this.#probesOfRound > 3 ? 'more than three probes in one round' : null;
  }

  #compareMarkets(): string | null {
    const { world } = this;
    for (const [symbol, oracle] of this.#markets) {
      const { market, protections } = world.guard.facts({ symbol, direction: 1, source: 'trend' });
      oracle.tick(world.elapsed, world.now(), world.span());
      const found = market.map(({ code }) => code).join(' ');
      const refused = protections.some(({ code }) => code === 'RISK_BREAKER_OPEN');
      if (refused !== this.#latched.size > 0) return 'an open risk breaker lets an entry pass';
      if (found !== oracle.codes().join(' ')) return `${symbol}: "${found}", not "${oracle.codes().join(' ')}"`;
      for (const code of oracle.codes()) this.visited.add(code);
    }
    return null;
  }

  #compareRisks(): string | null {
    const { world } = this;
    const reports = new Map(world.guard.reports().map((report) => [report.id, report]));
    for (const cause of CAUSES) {
      const report = reports.get(`risk:${cause}`);
      const expected = this.#latched.get(cause) ?? null;
      const found = report?.state === 'open' ? report.level : null;
      if (found !== expected) return `${cause}: ${String(found)}, not ${String(expected)}`;
      if (expected !== null) this.visited.add(`${cause} ${expected}`);
    }
    const { state } = world.state.state();
    if (this.#halted && state === 'ACTIVE') return 'trading is active after a halt that nobody ended';
    const red = [...this.#latched.values()].includes('red');
    if (red && state !== 'HALTED') return `trading is ${state} under a red breaker`;
    return null;
  }
}

function play(sequences: number): { readonly wrong: string | null; readonly visited: ReadonlySet<string> } {
  const visited = new Set<string>();
  for (let seed = 1; seed <= sequences; seed++) {
    const sequence = new Sequence(seed);
    for (let step = 0; step < LENGTH; step++) {
      const wrong = sequence.step();
      if (wrong !== null) return { wrong: `seed ${String(seed)} step ${String(step)}: ${wrong}`, visited };
    }
    for (const each of sequence.visited) visited.add(each);
  }
  return { wrong: null, visited };
}

afterEach(() => {
  vi.restoreAllMocks();
});

it(`T28: breakers are what a plain oracle says, over ${String(SEQUENCES)} sequences with restarts`, () => {
  const { wrong, visited } = play(SEQUENCES);
  expect(wrong).toBeNull();
  for (const state of ['connector closed', 'connector half-open', 'connector open']) expect(visited).toContain(state);
  for (const code of ['RISK_VOLATILITY', 'RISK_MARKET_STALE', 'RISK_FUNDING_WINDOW']) expect(visited).toContain(code);
  expect([...visited].filter((each) => each.endsWith('red'))).toHaveLength(CAUSES.length);
});

it('a risk breaker that closes by itself is noticed', () => {
  const judge = RiskBreaker.prototype.judge;
  vi.spyOn(RiskBreaker.prototype, 'judge').mockImplementation(function (this: RiskBreaker, level, ...rest) {
    judge.call(this, level, ...rest);
    if (level === 'green') this.rearm('time', 'recovered');
  });
  expect(play(300).wrong).toContain('without a person');
});

it('a half-open breaker that lets answers count for nothing is noticed', () => {
  vi.spyOn(ConnectorBreaker.prototype, 'onProbe').mockImplementation(() => undefined);
  expect(play(300).wrong).toMatch(/connector|probes/);
});

it('a breaker that forgets itself over a restart is noticed', () => {
  vi.spyOn(RiskBreaker.prototype, 'restore').mockImplementation(() => undefined);
  expect(play(300).wrong).not.toBeNull();
});
