import { describe, expect, it } from 'vitest';
import { RiskBoard } from '#core/api/risk-board.ts';
import { RateBudget } from '#core/execution/rate-budget.ts';
import type { CancelOutcome, SubmitOutcome, Venue } from '#core/ports/venue.ts';
import type { TradingCore } from '#core/trading-core.ts';
import { contracts, EmergencyWorld, type EmergencyOptions } from '#tests/support/orders/emergency-world.ts';
import type { Plan, PlannedVenue } from '#tests/support/orders/planned-venue.ts';
import { BTC } from '#tests/support/orders/sample-contracts.ts';
import { Seeded } from '#tests/support/orders/seeded.ts';

/** T10: 100 of each at every commit, 1,000 each in the nightly tier. */
const RUNS = Number(process.env['ZMART_KILL_RUNS'] ?? (process.env['ZMART_TIER'] === 'nightly' ? 1_000 : 100));

/** The last byte of an entry after the switch. */
const LAST_BYTE_MS = 100;
const CANCELS_MS = 1_000;
/** From the first fill to the exit: five seconds and one look at the clock. */
const EXIT_MS = 5_600;

/** Requests that take their time, and now and then have no clear answer or never arrive. */
function badNetwork<T extends SubmitOutcome | CancelOutcome>(random: Seeded, unclear: T): Plan<T> {
  const arrivesAfter = random.chance(0.9) ? random.between(1, 1_500) : null;
  if (arrivesAfter === null) return { arrivesAfter, answer: unclear, answerAfter: 800 };
  return random.chance(0.85)
    ? { arrivesAfter, answer: 'as it is', answerAfter: arrivesAfter + random.between(1, 300) }
    : { arrivesAfter, answer: unclear, answerAfter: random.between(1, 2_000) };
}

/** A stream of the trading state that somebody opened and never reads. */
function frozenReader({ process, around }: EmergencyWorld): RiskBoard {
  const pauses = { list: () => [], onChange: { on: () => ({ dispose: () => undefined }) } };
  const core = { state: process.state, alarms: process.alarms, pauses, parts: { scheduler: around.time } };
  const board = new RiskBoard(core as unknown as TradingCore);
  void board.subscribe(undefined).next();
  return board;
}

/** Entries from all sides at a random moment of which the kill switch is used; what went wrong. */
async function killed(seed: number, options: EmergencyOptions = {}): Promise<readonly string[]> {
  const random = new Seeded(seed);
  const instruments = contracts(8);
  const symbols = [...instruments.keys()];
  const world = await EmergencyWorld.started({ seed, instruments, ...options });
  world.venue.planSubmit = () => badNetwork<SubmitOutcome>(random, { kind: 'unknown', reason: '502' });
  world.venue.planCancel = () => badNetwork<CancelOutcome>(random, 'unknown');
  const board = frozenReader(world);
  // A client that floods, and an agent whose task never ends.
  const enter = (): void => world.enter(random.pick(symbols), random.chance(0.5) ? 'limit' : 'market');
  const flood = world.each(15, enter);
  const agent = new Promise(() => undefined);
  void agent.then(() => world.process.kill.dispose());
  await world.run(random.between(0, 2_500));
  const flatten = random.chance(0.5);
  const at = world.now;
  const live = world.process.journal.state.openOrders().filter(({ role }) => role === 'entry');
  world.process.kill.engage({ by: 'test', reason: 'the test', flatten });
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`seed ${String(seed)}: ${what}`);
  await world.run(CANCELS_MS);
  const canceled = new Set(
    world.venue.sent.flatMap(({ kind, clientOrderId }) => (kind === 'cancel' ? [clientOrderId] : [])),
  );
  const missed = live.filter(({ id, state }) => state !== 'CANCEL_SENDING' && !canceled.has(id));
  if (missed.length > 0) say(`${String(missed.length)} entries were not canceled within a second`);
  flood.dispose();
  const drip = world.each(900, enter);
  await world.run(random.between(0, 1_000));
  await world.restart(random.between(0, 2_000));
  if (world.process.state.state().state !== 'HALTED') say('it trades after a restart');
  world.venue.planSubmit = () => ({ arrivesAfter: 0, answer: 'as it is' });
  world.venue.planCancel = () => ({ arrivesAfter: 0, answer: 'as it is' });
  await world.run(30_000);
  drip.dispose();
  board.dispose();
  const late = world.entriesSince(at + 1).filter((left) => left > at + LAST_BYTE_MS);
  if (late.length > 0) say(`${String(late.length)} entries left after the switch`);
  if (world.entriesThere.length > 0) say(`${String(world.entriesThere.length)} entries rest on`);
  if (flatten && world.heldThere > 0) say(`${String(world.heldThere)} contracts are held on`);
  const opening = world.venue.sent.some(({ order, at: left }) => left > at && order !== null && !order.reduceOnly);
  if (opening) say('an order that is not reduce-only left');
  return wrong;
}

async function over(runs: number, options: EmergencyOptions = {}): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let seed = 1; seed <= runs; seed++) wrong.push(...(await killed(seed, options)));
  return wrong;
}

describe(`the kill switch at ${String(RUNS)} random moments, the screen frozen, an agent blocked, the network bad`, () => {
  it('lets no entry out after it, cancels what lives within a second, and holds over restarts', async () => {
    expect(await over(RUNS)).toEqual([]);
  }, 3_600_000);

  it('is found to be broken when the halt is in memory only', async () => {
    const wrong = await over(5, { forgetsState: true });
    expect(wrong.filter((what) => what.includes('trades after a restart'))).toHaveLength(5);
  });

  it('is found to be broken when the sender does not look', async () => {
    const wrong = await over(5, { deafSender: true });
    expect(wrong.filter((what) => what.includes('left after the switch')).length).toBeGreaterThan(0);
  });
});

describe(`a stop that is missing at ${String(RUNS)} random moments around a halt`, () => {
  it('makes exactly one reduce-only exit within five seconds, and an alarm that stays until it is read', async () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = new Seeded(seed);
      const world = await EmergencyWorld.started({ seed });
      const lost: Plan<SubmitOutcome> = random.pick([
        { arrivesAfter: null, answer: 'never' },
        { arrivesAfter: null, answer: 'throws' },
        { arrivesAfter: null, answer: { kind: 'rejected', code: '300012', reason: 'trigger' } },
        { arrivesAfter: null, answer: { kind: 'unknown', reason: '502' }, answerAfter: random.between(1, 8_000) },
      ]);
      world.venue.planSubmit = ({ kind }) => (kind === 'stop-market' ? lost : { arrivesAfter: 0, answer: 'as it is' });
      const filledAt = world.now;
      world.enter();
      await world.run(random.between(0, 3_000));
      world.process.kill.engage({ by: 'test', reason: 'the test', flatten: false });
      await world.run(20_000);
      const exits = world.venue.sent.filter(({ order }) => order?.kind === 'market' && order.reduceOnly);
      const inTime = exits.every(({ at }) => at - filledAt <= EXIT_MS);
      expect([seed, exits.length, inTime, world.heldThere]).toEqual([seed, 1, true, 0]);
      const [alarm] = world.process.alarms.list();
      expect([seed, alarm?.title]).toEqual([seed, `${BTC} needs a look`]);
      await world.restart();
      expect(world.process.alarms.list()).toContainEqual(alarm);
      for (const { id } of world.process.alarms.list()) world.process.alarms.acknowledge(id, 'test');
      await world.restart();
      expect(world.process.alarms.list()).toEqual([]);
    }
  }, 3_600_000);
});

/** The venue behind its rate limit: the budget of a real connection. */
function limited(venue: PlannedVenue, budget: RateBudget): Venue {
  const within = async <T>(purpose: 'cancel' | 'exit' | 'order', weight: number, held: T, send: () => Promise<T>) => {
    const may = await new Promise<boolean>((resolve) => {
      budget.request([{ pool: 'futures', weight }], purpose, purpose === 'order' ? 1_000 : 10_000, resolve);
    });
    return may ? send() : held;
  };
  const refused: SubmitOutcome = { kind: 'rejected', code: 'NOT_SENT', reason: 'held back' };
  return {
    name: venue.name,
    simulated: false,
    ask: venue.ask,
    submit: (order, mayLeave = () => true) =>
      within(order.reduceOnly ? 'exit' : 'order', 2, refused, async () => (mayLeave() ? venue.submit(order) : refused)),
    cancel: (ref) => within<CancelOutcome>('cancel', 1, 'unknown', () => venue.cancel(ref)),
    amend: (ref, change) => venue.amend(ref, change),
    onEvent: (listener) => venue.onEvent(listener),
    onCondition: (listener) => venue.onCondition(listener),
  };
}

describe('ten positions and two hundred open orders, the rate limit used up and refusing', () => {
  async function crowded(reserve: number) {
    const instruments = contracts(190);
    const symbols = [...instruments.keys()];
    let budget: RateBudget | null = null;
    const world = await EmergencyWorld.started({
      instruments,
      between: (venue, { time }) => {
        budget = new RateBudget(
          [{ name: 'futures', capacity: 2_000, windowMs: 30_000, cancelShare: reserve }],
          time,
          time,
        );
        return limited(venue, budget);
      },
    });
    for (const symbol of symbols.slice(0, 10)) world.enter(symbol);
    await world.run(1_000);
    for (const symbol of symbols.slice(10)) world.enter(symbol, 'limit');
    await world.run(31_000);
    const later = { arrivesAfter: 20, answer: 'as it is', answerAfter: 40 } as const;
    world.venue.planSubmit = () => later;
    world.venue.planCancel = () => later;
    return { world, budget: budget as RateBudget | null };
  }

  /** Everything that is not kept for cancels and exits is taken by questions, and the venue has just said 429. */
  function exhaust(budget: RateBudget): void {
    const share = Math.floor(Math.floor(2_000 * 0.95) * 0.7);
    budget.request([{ pool: 'futures', weight: share }], 'question', 0, () => undefined);
    budget.penalise('futures', 1_000);
  }

  it('are flat within three seconds, by reduce-only orders alone', async () => {
    const { world, budget } = await crowded(0.3);
    const open = world.venue.orders.filter(({ state }) => state === 'open' || state === 'waiting').length;
    expect([world.heldThere, open]).toEqual([100, 200]);
    if (budget !== null) exhaust(budget);
    const at = world.now;
    world.process.kill.engage({ by: 'test', reason: 'the test', flatten: true });
    await world.run(3_000);
    expect([world.heldThere, world.entriesThere.length]).toEqual([0, 0]);
    const sent = world.venue.sent.filter(({ at: left }) => left >= at);
    expect(sent.filter(({ order }) => order !== null).every(({ order }) => order?.reduceOnly === true)).toBe(true);
    expect(sent.filter(({ order }) => order !== null)).toHaveLength(10);
    expect(Math.max(...sent.map(({ at: left }) => left)) - at).toBeLessThanOrEqual(1_500);
  });

  it('acknowledge every cancel within a second where nothing is limited', async () => {
    const { world } = await crowded(0.3);
    world.process.kill.engage({ by: 'test', reason: 'the test', flatten: false });
    await world.run(1_000);
    expect(world.entriesThere).toEqual([]);
    expect(world.process.journal.state.openOrders().filter(({ role }) => role === 'entry')).toEqual([]);
    expect(world.heldThere).toBe(100);
  });

  it('are not flat in time when nothing is kept for them', async () => {
    const { world, budget } = await crowded(0);
    // Planted: questions may take the whole limit.
    budget?.request([{ pool: 'futures', weight: 1_900 }], 'question', 0, () => undefined);
    world.process.kill.engage({ by: 'test', reason: 'the test', flatten: true });
    await world.run(3_000);
    expect(world.heldThere).toBe(100);
  });

  it('an entry that waits for the rate limit when the switch is used never leaves', async () => {
    const { world, budget } = await crowded(0.3);
    budget?.penalise('futures', 900);
    const at = world.now;
    world.process.kill.engage({ by: 'test', reason: 'a while', flatten: false });
    world.process.state.allow('the test', 'test');
    const [symbol] = [...contracts(190).keys()].slice(100);
    await world.run(1_000);
    budget?.penalise('futures', 900);
    if (symbol !== undefined) world.enter(symbol);
    await world.run(100);
    world.process.kill.engage({ by: 'test', reason: 'the test', flatten: false });
    await world.run(5_000);
    expect(world.entriesSince(at)).toEqual([]);
    expect(world.process.failures).toEqual([]);
  });
});

describe('the halt file', () => {
  it('halts within a quarter of a second, over restarts, until it is taken away by re-arming', async () => {
    const world = await EmergencyWorld.started();
    world.file.content = { reason: 'nothing answers', flatten: false };
    await world.run(250);
    expect(world.process.state.state()).toMatchObject({ state: 'HALTED', cause: 'nothing answers' });
    world.enter();
    await world.run(1_000);
    await world.restart();
    expect(world.process.state.state().state).toBe('HALTED');
    world.process.haltFile.remove();
    expect(world.process.state.rearm({ phrase: 'RESUME', by: 'test', reason: null }).ok).toBe(true);
    await world.run(1_000);
    expect(world.process.state.state().state).toBe('ACTIVE');
    expect(world.entriesSince(0)).toEqual([]);
  });

  it('halts a start, also where the journal knows nothing of it', async () => {
    const world = await EmergencyWorld.started();
    world.file.content = { reason: 'before the start', flatten: false };
    await world.restart(10);
    expect(world.process.state.state()).toMatchObject({ state: 'HALTED', cause: 'before the start' });
  });

  it('closes positions too when it says so, also as an afterthought', async () => {
    const world = await EmergencyWorld.started();
    world.enter();
    await world.run(1_000);
    world.file.content = { reason: 'away', flatten: false };
    await world.run(1_000);
    expect(world.heldThere).toBe(10);
    world.file.content = { reason: 'away', flatten: true };
    await world.run(1_000);
    expect(world.heldThere).toBe(0);
  });
});
