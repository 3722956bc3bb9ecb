import { describe, expect, it } from 'vitest';
import { askedWhy, explanationDetails, changedInputView } from '#shared/contract/explain.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { THROTTLE_DEFAULTS } from '#core/agents/throttle/caps.ts';
import type { CandleStore } from '#core/ports/store.ts';
import { walk } from '#tests/support/path/sample-candles.ts';
import {
  BTC,
  INSTRUMENTS,
  pathWorld,
  proposalOf,
  scoreWith,
  START,
  type WorldOptions,
} from '#tests/support/path/path-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { explainHandlers } from './explain-handlers.ts';

const VIEWER = { role: 'viewer', signal: undefined } as const;
const HOURS = 400;
const FROM = START - HOURS * HOUR;

/** Hourly candles of one contract up to the start, and none of any other. */
function candlesOf(): CandleStore {
  const rows = walk(3, HOURS, FROM, HOUR);
  const read = (symbol: string, _: string, from: number, to: number): CandleColumns => {
    const found = symbol === BTC ? rows.filter(({ ts }) => ts >= from && ts < to) : [];
    const of = (name: keyof (typeof rows)[number]) => Float64Array.from(found, (row) => row[name]);
    return {
      ts: of('ts'),
      open: of('open'),
      high: of('high'),
      low: of('low'),
      close: of('close'),
      volume: of('volume'),
    };
  };
  const series = () => [
    { symbol: BTC, timeframe: '1h' as const, from: FROM, to: START - HOUR, count: HOURS, gaps: 0, origin: 'test' },
  ];
  return { read, series, gaps: () => [], write: () => undefined };
}

function open(options: WorldOptions = {}) {
  const world = pathWorld(options);
  world.start();
  world.journal.regroup({ kind: 'count', events: 1 });
  const store = { journal: world.journal.store, candles: candlesOf() };
  const parts = { core: world.core, store, instruments: INSTRUMENTS } as unknown as ApiParts;
  const take = async (more: Parameters<typeof proposalOf>[0] = {}): Promise<string> => {
    const [received] = await world.take(
      proposalOf({ tsSource: world.clock.now(), expiresAt: world.clock.now() + HOUR, ...more }),
    );
    return received?.subject ?? '';
  };
  return { world, take, calls: explainHandlers(parts) };
}

describe('the details of a decision', () => {
  it('tell votes, evidence, what it hangs on, and hashes that hold', async () => {
    const { world, take, calls } = open();
    world.rules.given = scoreWith(40);
    const details = await calls.details({ signalId: await take() }, VIEWER);
    expect(explanationDetails.safeParse(details).error).toBeUndefined();
    expect(details.chain).toEqual({ holds: true, brokenAt: null });
    expect(details.votes?.rows).toMatchObject([{ agent: 'technical', vote: 'approve', share: 1, n: 0, hits: null }]);
    expect(details.evidence).toMatchObject([{ key: 'technical/trend', source: '1h candles', kind: 'simulated' }]);
    expect(details.sensitivity).toMatchObject({ name: 'trend', flipsAt: 50, threshold: 50 });
    expect(details.similar).toMatchObject({ cases: [], meanR: null });
    expect(details.flips).toEqual([]);
  });

  it('name the cap and the wait that turn a refusal of the throttle', async () => {
    const { world, take, calls } = open({
      config: { throttle: { ...THROTTLE_DEFAULTS, symbolSpacingMs: 0, perSymbolHour: 2 } },
    });
    world.rules.given = scoreWith(10);
    for (let i = 0; i < 2; i++) {
      await take({ source: `s${String(i)}` as never });
      world.clock.moveTo(world.clock.now() + MINUTE);
    }
    const { flips } = await calls.details({ signalId: await take({ source: 'reversion' }) }, VIEWER);
    expect(flips).toMatchObject([
      { input: 'cap', from: 2, to: 3, rerun: 'admitted' },
      { input: 'moment', to: 58 * 60, rerun: 'admitted' },
    ]);
  });

  it('are asked for by a known signal', async () => {
    await expect(open().calls.details({ signalId: 'none' }, VIEWER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('like cases', () => {
  it('are those that had ended before the decision, of its source, timeframe and side', async () => {
    const { world, take, calls } = open({ config: { throttle: { ...THROTTLE_DEFAULTS, symbolSpacingMs: 0 } } });
    const ended: string[] = [];
    for (let i = 0; i < 6; i++) {
      world.rules.given = scoreWith(10 + i);
      ended.push(await take());
      const ts = world.clock.now();
      world.core.outcomes.onCandle(BTC, { ts, open: 100, high: 112, low: 99, close: 100, volume: 1 }, ts + HOUR);
      world.clock.moveTo(ts + 2 * HOUR);
    }
    world.rules.given = scoreWith(12);
    const asked = await take();
    const before = await calls.details({ signalId: asked }, VIEWER);
    expect(before.similar?.pool).toBe(6);
    expect(before.similar?.cases[0]).toMatchObject({ key: ended[2], distance: 0, simulated: true, verdict: 'refused' });
    expect(before.similar?.meanR).toBeGreaterThan(0);
    // What ends later is told to nobody who asks about the decision.
    const ts = world.clock.now();
    await take();
    world.core.outcomes.onCandle(BTC, { ts, open: 100, high: 112, low: 99, close: 100, volume: 1 }, ts + HOUR);
    expect((await calls.details({ signalId: asked }, VIEWER)).similar).toEqual(before.similar);
  });
});

describe('what if', () => {
  it('judges a changed input by the functions that decided, and does nothing', async () => {
    const { world, take, calls } = open();
    world.rules.given = scoreWith(40);
    const signalId = await take();
    const head = world.journal.head;
    const asked = { signalId, agent: 'technical', name: 'trend' } as const;
    const passing = await calls.whatIf({ ...asked, value: 60 }, VIEWER);
    expect(changedInputView.safeParse(passing).error).toBeUndefined();
    expect(passing).toMatchObject({ value: 60, score: 60, composite: 60, passes: true });
    expect(await calls.whatIf({ ...asked, value: 49.9 }, VIEWER)).toMatchObject({ passes: false });
    expect(world.journal.head).toEqual(head);
    const unknown = calls.whatIf({ ...asked, name: 'moon', value: 1 }, VIEWER);
    await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('asking why', () => {
  const ask = async (given: ReturnType<typeof open>, at: number, direction?: 1 | -1) => {
    const answer = await given.calls.ask(
      { symbol: BTC, at, ...(direction === undefined ? {} : { direction }) },
      VIEWER,
    );
    expect(askedWhy.safeParse(answer).error).toBeUndefined();
    return answer;
  };

  it('finds the decision of that moment and side', async () => {
    const given = open();
    const key = await given.take();
    expect(await ask(given, START + 5 * MINUTE - 5 * MINUTE)).toMatchObject({ kind: 'decision', decision: { key } });
    expect((await ask(given, START, -1)).decision).toBeNull();
  });

  it('names the rule that lacked least at the bar that had closed, computed anew from stored candles', async () => {
    const given = open();
    given.world.clock.moveTo(START + 2 * HOUR);
    const answer = await ask(given, START + 10 * MINUTE);
    expect(answer).toMatchObject({ kind: 'no-signal', nearest: { timeframe: '1h', barAt: START }, keptDays: 16.6 });
    expect(answer.nearest?.conditions.some(({ met }) => !met)).toBe(true);
    expect(answer.sentence).toContain('was needed');
    const short = await ask(given, START + 10 * MINUTE, -1);
    expect(short.nearest?.direction).toBe(-1);
  });

  it('says that inputs are gone, that it did not run, and that the moment has not come', async () => {
    const given = open();
    given.world.clock.moveTo(START + 9 * HOUR);
    expect(await ask(given, START + 5 * HOUR)).toMatchObject({ kind: 'inputs-gone', nearest: null });
    expect((await ask(given, START + 5 * HOUR)).sentence).toContain('are kept for 16.6 days');
    expect(await ask(given, START - 100 * HOUR)).toMatchObject({ kind: 'not-running' });
    expect(await ask(given, START + 10 * HOUR)).toMatchObject({ kind: 'future' });
  });

  it('says what stood in the way of everything then, not what does now', async () => {
    const given = open();
    const { world } = given;
    world.core.setTradingState('HALTED', 'a test', 'tester');
    world.clock.moveTo(START + 2 * HOUR);
    world.core.setTradingState('ACTIVE', 'over', 'tester');
    world.clock.moveTo(START + 3 * HOUR);
    expect(await ask(given, START + HOUR)).toMatchObject({ kind: 'halted', sentence: 'Trading was halted: a test.' });
    expect((await ask(given, START + 2.5 * HOUR)).kind).not.toBe('halted');
  });
});
