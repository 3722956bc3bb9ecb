import { describe, expect, it } from 'vitest';
import { signalExplanation } from '#shared/contract/signal.ts';
import { positionView as positionSchema } from '#shared/contract/portfolio.ts';
import { signalId } from '#shared/domain/ids.ts';
import { formatMoney, parseMoney } from '#shared/domain/money.ts';
import { STAGES } from '#shared/domain/signal.ts';
import { AccountBook } from '#core/api/account-book.ts';
import { explanationView } from '#core/api/views/explanation-view.ts';
import { positionView } from '#core/api/views/position-views.ts';
import { wayOf } from '#core/api/views/way-view.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { BTC, INSTRUMENTS, NO_SCORE, pathWorld, proposalOf, scoreWith, START } from '#tests/support/path/path-world.ts';

type World = ReturnType<typeof pathWorld>;

const instrument = INSTRUMENTS.get(BTC);
if (instrument === undefined) throw new Error('the contract is missing');
const none = new Float64Array();
const NO_CANDLES = { ts: none, open: none, high: none, low: none, close: none, volume: none };

async function decided(
  prepare: (world: World) => unknown = () => undefined,
  after: (world: World) => unknown = () => undefined,
) {
  const world = pathWorld();
  world.start();
  prepare(world);
  const [received] = await world.take(proposalOf());
  await after(world);
  await world.core.desk.quiescent();
  world.journal.commit();
  const id = signalId(received?.subject ?? '');
  const row = world.journal.state.signal(id);
  if (row === null || instrument === undefined) throw new Error('the signal is missing');
  const records = world.journal.store.bySubject(id);
  return { world, row, records, view: explanationView(row, records, instrument, NO_CANDLES) };
}

const candleTo =
  (high: number) =>
  (world: World): void => {
    const ts = START + 60_000;
    world.core.outcomes.onCandle(BTC, { ts, open: 100, high, low: 99, close: 100, volume: 1 }, ts + 60_000);
  };

async function filled(world: World, ...prices: readonly number[]): Promise<void> {
  for (const price of prices) {
    world.clock.moveTo(world.clock.now() + 1_000);
    world.price(BTC, price);
    await world.core.desk.quiescent();
  }
}

const WAYS: readonly (readonly [
  string,
  Parameters<typeof decided>[0],
  Parameters<typeof decided>[1],
  string,
  string | null,
])[] = [
  ['an entry on its way', undefined, undefined, 'passed passed passed passed passed passed passed in-work', null],
  [
    'a trade that ended',
    undefined,
    (w) => filled(w, 100, 112),
    'passed passed passed passed passed passed passed passed',
    null,
  ],
  ['a pause', (w) => w.core.throttle.pause('news'), undefined, 'passed stopped not not not not not not', 'throttle'],
  [
    'a low score',
    (w) => (w.rules.given = scoreWith(20)),
    undefined,
    'passed passed stopped not not not not not',
    'scoring',
  ],
  ['no score', (w) => (w.rules.given = NO_SCORE), undefined, 'passed passed stopped not not not not not', 'scoring'],
  [
    'a halt',
    (w) => w.core.setTradingState('HALTED', 'by hand', 'user'),
    undefined,
    'passed passed passed passed passed stopped not not',
    'risk',
  ],
  [
    'a halt, followed to its end',
    (w) => w.core.setTradingState('HALTED', 'by hand', 'user'),
    candleTo(111),
    'passed passed passed passed passed stopped not passed',
    'risk',
  ],
  [
    'a refusal by the venue',
    (w) => (w.venue.answer = { kind: 'rejected', code: 'X', reason: 'no balance' }),
    undefined,
    'passed passed passed passed passed passed stopped not',
    'execution',
  ],
  [
    'an answer that never came',
    (w) => (w.venue.answer = { kind: 'unknown', reason: 'timed out' }),
    undefined,
    'passed passed passed passed passed passed stopped not',
    'execution',
  ],
];

describe('the way of a signal', () => {
  it.each(WAYS)('shows %s', async (_, prepare, after, expected, stoppedAt) => {
    const { view, records } = await decided(prepare, after);
    const way = wayOf(records);
    expect(way.map(({ stage }) => stage)).toEqual(STAGES);
    expect(way.map(({ status }) => status.replace('not-reached', 'not')).join(' ')).toBe(expected);
    expect(way.find(({ status }) => status === 'stopped')?.stage ?? null).toBe(stoppedAt);
    for (const { sentence } of way) expect(sentence).toMatch(/^\S/);
    expect(signalExplanation.safeParse(view).error).toBeUndefined();
  });
});

describe('the words of an explanation', () => {
  it.each(WAYS)('about %s hold no figure that is not on record', async (_, prepare, after) => {
    const { view, records, row } = await decided(prepare, after);
    const recorded = canonicalJson(records.map((record) => ({ ...record })));
    const numbers = [...recorded.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Math.abs(Number(text)));
    // Clock and candle length are the same record in another form; percent and points are its shares and products.
    const words = view.words.replace(/\d\d:\d\d UTC/, '').replace(`(${row.timeframe})`, '');
    const isOnRecord = (figure: number, digits: number): boolean =>
      numbers.some((n) => [n, n * 100].some((value) => Number(value.toFixed(digits)) === figure));
    for (const [text] of words.matchAll(/\d+(?:\.\d+)?/g)) {
      expect(isOnRecord(Number(text), text.split('.')[1]?.length ?? 0), `${text} in: ${words}`).toBe(true);
    }
    expect(words).not.toMatch(/undefined|null|NaN|mostly from ;/);
  });

  it('do not say that nothing was sent when something was', async () => {
    const unknown = await decided((w) => (w.venue.answer = { kind: 'unknown', reason: 'timed out' }));
    expect(unknown.view.words).not.toContain('Nothing was sent');
    const halted = await decided((w) => w.core.setTradingState('HALTED', 'by hand', 'user'));
    expect(halted.view.words).toContain('It was refused at risk: Trading is halted: by hand. Nothing was sent.');
  });

  it('say that there was no score when there was none', async () => {
    const { view } = await decided((w) => (w.rules.given = NO_SCORE));
    expect(view.words).toContain('No agent had data, so there was no score.');
    expect(view.recomputed).toBe(true);
  });

  it('tell what would have been from what was', async () => {
    const refused = await decided((w) => w.core.setTradingState('HALTED', 'by hand', 'user'), candleTo(111));
    expect(refused.view.words).toContain('Had it been executed, it would have ended at its target with +');
    const executed = await decided(undefined, (w) => filled(w, 100, 94));
    expect(executed.view.words).toContain('Every stage passed and the order was sent. It ended at its stop with −');
  });

  it('name the smallest change that turns a refusal by the score', async () => {
    const { view } = await decided((w) => (w.rules.given = scoreWith(20)));
    expect(view.counterfactuals).toEqual([
      {
        input: 'technical/trend',
        from: 20,
        to: 50,
        unit: 'points of −100…+100',
        rerun: 'score +50.00, admitted',
        sentence: 'Admitted by the agents if trend had been +50.0 instead of +20.0, everything else unchanged.',
      },
    ]);
    const halted = await decided((w) => w.core.setTradingState('HALTED', 'by hand', 'user'));
    expect(halted.view.counterfactuals).toEqual([]);
  });
});

describe('a held position', () => {
  const held = async (mark: number | null = 104) => {
    const { world } = await decided(undefined, (w) => filled(w, 100));
    const position = world.journal.state.position(BTC);
    if (position === null || instrument === undefined) throw new Error('nothing is held');
    const signal = position.signalId === null ? null : world.journal.state.signal(position.signalId);
    const source = {
      position,
      instrument,
      mark: mark === null ? null : { ticks: mark * 10, at: world.clock.now() },
      signal,
      openOrders: world.journal.state.openOrders(),
      leverage: 3,
      simulated: true,
    };
    return source;
  };

  it('is shown with its result in money and in risk, and where it ends', async () => {
    const view = positionView(await held());
    expect(view).toMatchObject({
      side: 'long',
      lots: 5_000,
      quantity: '5.000',
      entry: 100,
      mark: 104,
      value: '520',
      open: '20',
      r: 0.8,
      stop: 95,
      target: 110,
      stopLots: 5_000,
      provenance: 'simulated',
    });
    expect(positionSchema.safeParse(view).error).toBeUndefined();
  });

  it('has no result while its mark is not known', async () => {
    expect(positionView(await held(null))).toMatchObject({
      mark: null,
      open: null,
      r: null,
      liquidationDistance: null,
    });
  });

  it('is not covered by a stop that the venue has not confirmed', async () => {
    const source = await held();
    const openOrders = source.openOrders.map((order) => ({ ...order, state: 'UNKNOWN' as const }));
    expect(positionView({ ...source, openOrders })).toMatchObject({ stop: 95, stopLots: 0 });
    expect(positionView({ ...source, openOrders: [] })).toMatchObject({ stop: null, target: null, stopLots: 0 });
  });
});

it('the account’s book after a restart tells the same as the one that was there, funding included', async () => {
  const store = new MemoryJournalStore();
  const world = pathWorld({ store });
  world.start();
  const before = new AccountBook(world.journal);
  world.core.sampleEquity(world.clock.now());
  await world.take(proposalOf());
  await filled(world, 100);
  world.core.desk.settleFunding(BTC, 0.01, 1_000);
  await filled(world, 112);
  world.core.desk.settleFunding(BTC, 0.01, 1_000);
  world.clock.moveTo(world.clock.now() + 1_000);
  world.core.sampleEquity(world.clock.now());
  world.journal.commit();
  const after = new AccountBook(world.journal);
  const equity = parseMoney('10054.364');
  expect(after.results.since(START, equity)).toEqual(before.results.since(START, equity));
  expect(after.trades.closed).toEqual(before.trades.closed);
  const span = after.results.since(START, equity);
  if (span === null) throw new Error('nothing was sampled');
  expect([span.total, span.closed, span.open, span.fees, span.funding].map(formatMoney)).toEqual([
    '54.364',
    '60',
    '0',
    '-0.636',
    '-5',
  ]);
});
