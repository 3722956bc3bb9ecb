import { beforeEach, describe, expect, it } from 'vitest';
import { remainingSpan, secondsLeft, type BreakerReport, type RecordedBreaker } from './breaker.ts';
import { CallWindow } from './call-window.ts';
import { CONNECTOR_DEFAULTS, ConnectorBreaker } from './connector-breaker.ts';
import { MarketBreaker } from './market-breaker.ts';
import { MoveWindow } from './move-window.ts';
import { RiskBreaker } from './risk-breaker.ts';

/** A wall clock that shows 1,000,000 and a monotonic one that shows 500 at the start. */
let elapsed = 0;
const time = { now: () => 1_000_000 + elapsed, span: () => 500 + elapsed };
let told: (readonly [event: string, report: BreakerReport, more?: string])[] = [];

beforeEach(() => {
  elapsed = 0;
  told = [];
});

const record = (more: Partial<RecordedBreaker> = {}): RecordedBreaker => ({
  type: 'breaker.opened',
  level: 'red',
  until: null,
  sentence: 'it was so',
  code: 'RISK_BREAKER_OPEN',
  numbers: {},
  at: 999_000,
  ...more,
});

it('what is left of a span is never negative and never longer than it was', () => {
  expect([secondsLeft(1), secondsLeft(1_000), secondsLeft(1_001), secondsLeft(0), secondsLeft(-5)]).toEqual([
    1, 1, 2, 0, 0,
  ]);
  expect([remainingSpan(150, 100, 60), remainingSpan(170, 100, 60), remainingSpan(90, 100, 60)]).toEqual([50, 60, 0]);
});

describe('a window of calls', () => {
  it('counts each call until it is as old as the window', () => {
    const window = new CallWindow(100);
    window.add(0, true, true);
    window.add(50, false, true);
    window.add(60, true, false);
    expect(window.counts(99)).toEqual({ calls: 3, errors: 2, slow: 2 });
    expect(window.counts(100)).toEqual({ calls: 2, errors: 1, slow: 1 });
    expect(window.counts(150)).toEqual({ calls: 1, errors: 1, slow: 0 });
    expect(window.counts(160)).toEqual({ calls: 0, errors: 0, slow: 0 });
  });

  it('is empty after it was cleared', () => {
    const window = new CallWindow(100);
    window.add(0, true, true);
    window.counts(100);
    window.add(100, true, true);
    window.clear();
    expect(window.counts(100)).toEqual({ calls: 0, errors: 0, slow: 0 });
    window.add(101, false, false);
    expect(window.counts(101)).toEqual({ calls: 1, errors: 0, slow: 0 });
  });

  it('counts the same however many calls it has forgotten', () => {
    const window = new CallWindow(10);
    for (let at = 0; at < 5_000; at++) {
      window.add(at, at % 2 === 0, at % 5 === 0);
      if (at >= 9) expect(window.counts(at)).toEqual({ calls: 10, errors: 5, slow: 2 });
    }
  });
});

describe('a window of moves', () => {
  it('sees the largest rise and fall to the present price, and forgets what is older than it', () => {
    const window = new MoveWindow(60_000);
    expect(window.take(0, 100)).toBe(0);
    expect(window.take(1_000, 110)).toBeCloseTo(0.1, 12);
    expect(window.take(2_000, 99)).toBeCloseTo(0.1, 12);
    expect(window.take(2_500, 104.5)).toBeCloseTo(104.5 / 99 - 1, 12);
    // The first prices lie more than a window and a bucket behind: only 104.5 of two seconds is left.
    expect(window.take(62_999, 104.5)).toBeCloseTo(104.5 / 99 - 1, 12);
    expect(window.take(63_000, 104.5)).toBe(0);
    expect(window.take(500_000, 209)).toBe(0);
  });

  it('sees a move within one bucket', () => {
    const window = new MoveWindow(60_000);
    window.take(100, 100);
    window.take(200, 90);
    expect(window.take(300, 95)).toBeCloseTo(95 / 90 - 1, 12);
    expect(window.take(400, 120)).toBeCloseTo(120 / 90 - 1, 12);
    expect(window.take(500, 96)).toBeCloseTo(0.2, 12);
  });
});

describe('the breaker of a connection', () => {
  const connector = (): ConnectorBreaker =>
    new ConnectorBreaker('KuCoin', time, {
      onOpened: (report, code) => void told.push(['opened', report, code]),
      onHalfOpen: (report) => void told.push(['half-open', report]),
      onClosed: (report) => void told.push(['closed', report]),
    });
  const calls = (breaker: ConnectorBreaker, count: number, failed: boolean, took = 1): void => {
    for (let i = 0; i < count; i++) breaker.onCall(failed, took);
  };

  it('has the limits the documentation names', () => {
    expect(CONNECTOR_DEFAULTS).toEqual({
      windowMs: 30_000,
      leastCalls: 10,
      badPercent: 50,
      slowMs: 5_000,
      openMs: 30_000,
      probes: 3,
      probeMs: 10_000,
    });
  });

  it('reports what it counts while it is closed', () => {
    const breaker = connector();
    calls(breaker, 2, true, 5_001);
    calls(breaker, 3, false, 5_000);
    expect(breaker.report()).toEqual({
      id: 'connector:KuCoin',
      kind: 'connector',
      title: 'Connection to KuCoin',
      state: 'closed',
      level: 'green',
      since: null,
      until: null,
      sentence: '',
      rearm: 'closes when 3 probes in a row are answered',
      numbers: { calls: 5, errors: 2, slow: 2 },
    });
    expect(breaker.nextProbe()).toBeNull();
    expect(breaker.refusal()).toBeNull();
  });

  it('opens when half of ten calls fail, and says so', () => {
    const breaker = connector();
    calls(breaker, 5, false);
    calls(breaker, 4, true);
    expect(breaker.state).toBe('closed');
    calls(breaker, 1, true);
    const [event, report, code] = told[0] ?? [];
    expect([event, code]).toEqual(['opened', 'RISK_CONNECTOR_OPEN']);
    expect(report).toMatchObject({
      state: 'open',
      level: 'orange',
      since: 1_000_000,
      until: 1_030_000,
      numbers: { venue: 'KuCoin', bad: 5, calls: 10, how: 'failed', seconds: 30 },
    });
    expect(report?.sentence).toBe(breaker.refusal()?.sentence);
    calls(breaker, 30, true);
    expect(told).toHaveLength(1);
  });

  it('opens when half of ten calls are slow, and says so', () => {
    const breaker = connector();
    calls(breaker, 5, false, 5_000);
    calls(breaker, 5, false, 5_001);
    expect(breaker.refusal()?.numbers).toMatchObject({ bad: 5, calls: 10, how: 'took over 5000 ms' });
  });

  it('stays closed below half', () => {
    const breaker = connector();
    calls(breaker, 6, false);
    calls(breaker, 5, true, 5_001);
    expect(breaker.state).toBe('closed');
  });

  it('is probed one at a time after its time, and closes after the third answer', () => {
    const breaker = connector();
    calls(breaker, 10, true);
    elapsed = 29_999;
    breaker.onTime();
    expect(breaker.nextProbe()).toBeNull();
    expect(breaker.refusal()?.numbers['seconds']).toBe(1);
    elapsed = 30_000;
    breaker.onTime();
    expect(told[1]?.[0]).toBe('half-open');
    expect(told[1]?.[1]).toMatchObject({ state: 'half-open', level: 'yellow', since: 1_030_000, until: null });
    calls(breaker, 20, true);
    for (const done of [0, 1, 2]) {
      expect(breaker.refusal()?.numbers).toEqual({ venue: 'KuCoin', done, needed: 3 });
      const round = breaker.nextProbe();
      expect(breaker.nextProbe()).toBeNull();
      breaker.onProbe(round ?? -1, true);
      // A second answer to the same probe counts for nothing.
      breaker.onProbe(round ?? -1, true);
    }
    expect(told[2]?.[0]).toBe('closed');
    expect(told[2]?.[1]).toMatchObject({ state: 'closed', level: 'green', numbers: { calls: 0, errors: 0, slow: 0 } });
    calls(breaker, 9, true);
    expect(breaker.state).toBe('closed');
  });

  it('opens again when a probe fails or has no answer in time', () => {
    const breaker = connector();
    calls(breaker, 10, true);
    elapsed = 30_000;
    breaker.onTime();
    const first = breaker.nextProbe() ?? -1;
    breaker.onProbe(first, true);
    breaker.onProbe(breaker.nextProbe() ?? -1, false);
    expect(breaker.refusal()?.numbers).toMatchObject({ bad: 1, calls: 2, how: 'failed as probes', seconds: 30 });
    elapsed = 60_000;
    breaker.onTime();
    const second = breaker.nextProbe() ?? -1;
    expect(second).not.toBe(first);
    breaker.onProbe(first, false);
    elapsed = 69_999;
    breaker.onTime();
    expect(breaker.state).toBe('half-open');
    elapsed = 70_000;
    breaker.onTime();
    expect(breaker.refusal()?.numbers).toMatchObject({ bad: 1, calls: 1, how: 'failed as probes' });
  });

  it.each([
    ['open with what is left', record({ until: 1_010_000, numbers: { bad: 7, calls: 9, how: 'failed' } }), 'open', 10],
    ['open no longer than ever', record({ until: 9_000_000 }), 'open', 30],
    ['open without an end', record(), 'open', 0],
  ] as const)('a restart finds it %s', (_, kept, state, seconds) => {
    const breaker = connector();
    breaker.restore(kept);
    expect(breaker.state).toBe(state);
    const { bad = 0, calls: all = 0, how = 'failed' } = kept.numbers as Record<string, string | number>;
    expect(breaker.refusal()?.numbers).toEqual({ venue: 'KuCoin', bad, calls: all, how, seconds });
    expect(breaker.report().since).toBe(999_000);
  });

  it('a restart finds it half-open with its probes to be made anew, or closed', () => {
    const halfOpen = connector();
    halfOpen.restore(record({ type: 'breaker.half-open' }));
    expect(halfOpen.state).toBe('half-open');
    expect(halfOpen.nextProbe()).toBe(1);
    const closed = connector();
    closed.restore(record({ type: 'breaker.closed' }));
    expect(closed.report()).toMatchObject({ state: 'closed', since: null });
  });
});

describe('the breaker of a market', () => {
  const what = { name: 'volatility', title: 'Volatility', code: 'RISK_VOLATILITY', symbol: 'XBTUSDTM' } as const;
  const market = (): MarketBreaker =>
    new MarketBreaker(what, time, {
      onOpened: (report, code) => void told.push(['opened', report, code]),
      onClosed: (report) => void told.push(['closed', report]),
    });
  const numbers = { move: 3, minutes: 1, limit: 2 };

  it('reports nothing while it is closed', () => {
    const breaker = market();
    breaker.prolong(60_000);
    breaker.onTime();
    expect([breaker.isOpen, breaker.until, breaker.refusal(), told]).toEqual([false, 0, null, []]);
    expect(breaker.report()).toEqual({
      id: 'market:volatility:XBTUSDTM',
      kind: 'market',
      title: 'Volatility of XBTUSDTM',
      state: 'closed',
      level: 'green',
      since: null,
      until: null,
      sentence: '',
      rearm: 'closes by itself after its time',
      numbers: {},
    });
  });

  it('opens for its time, and closes by itself', () => {
    const breaker = market();
    breaker.pass(60_000, () => numbers);
    expect(told[0]?.[2]).toBe('RISK_VOLATILITY');
    expect(told[0]?.[1]).toMatchObject({ state: 'open', level: 'orange', since: 1_000_000, until: 1_060_000, numbers });
    expect(breaker.refusal()?.numbers).toEqual({ symbol: 'XBTUSDTM', ...numbers, seconds: 60 });
    expect(breaker.report().sentence).toBe(breaker.refusal()?.sentence);
    elapsed = 59_999;
    breaker.onTime();
    expect(breaker.isOpen).toBe(true);
    elapsed = 60_000;
    breaker.onTime();
    expect(told.map(([event]) => event)).toEqual(['opened', 'closed']);
    expect(breaker.report()).toMatchObject({ state: 'closed', since: 1_060_000, until: null });
  });

  it('grows by a minute at least, and keeps since when it is open', () => {
    const breaker = market();
    breaker.pass(900_000, () => numbers);
    elapsed = 59_999;
    breaker.pass(900_000, () => ({ ...numbers, move: 9 }));
    expect(told).toHaveLength(1);
    elapsed = 60_000;
    breaker.pass(900_000, () => ({ ...numbers, move: 5 }));
    expect(told[1]?.[1]).toMatchObject({ since: 1_000_000, until: 1_960_000, numbers: { move: 5 } });
  });

  it('is prolonged without a record, and never shortened', () => {
    const breaker = market();
    breaker.pass(60_000, () => numbers);
    breaker.prolong(30_000);
    expect(breaker.until).toBe(60_500);
    elapsed = 50_000;
    breaker.prolong(30_000);
    expect(breaker.until).toBe(80_500);
    expect(told).toHaveLength(1);
  });

  it('a restart finds what is left of it, at most as long as ever', () => {
    const left = market();
    left.restore(record({ until: 1_020_000, numbers }), 60_000);
    expect(left.report()).toMatchObject({ state: 'open', since: 999_000, until: 1_020_000, numbers });
    const shifted = market();
    shifted.restore(record({ until: 9_000_000 }), 60_000);
    expect(shifted.until).toBe(60_500);
    expect(told).toEqual([]);
  });

  it('what was over before a restart is closed on record', () => {
    const over = market();
    over.restore(record({ until: 1_000_000 }), 60_000);
    expect(over.isOpen).toBe(false);
    expect(told.map(([event]) => event)).toEqual(['closed']);
    market().restore(record({ type: 'breaker.closed', until: 2_000_000 }), 60_000);
    market().restore(record({ until: null }), 60_000);
    expect(told).toHaveLength(1);
  });
});

describe('a risk breaker', () => {
  const risk = (cause: 'drawdown' | 'day-loss' = 'drawdown'): RiskBreaker =>
    new RiskBreaker(cause, time, {
      onOpened: (report, code) => void told.push(['opened', report, code]),
      onRearmed: (report, by, reason) => void told.push(['rearmed', report, `${by}: ${reason}`]),
    });
  const sentence = (text: string) => (): string => text;

  it('shows how near it is while it is armed', () => {
    const breaker = risk();
    expect(breaker.level).toBe('green');
    breaker.judge('yellow', { loss: 5 }, sentence('near'));
    expect(breaker.report()).toEqual({
      id: 'risk:drawdown',
      kind: 'risk',
      title: 'Drawdown from the peak',
      state: 'closed',
      level: 'yellow',
      since: null,
      until: null,
      sentence: '',
      rearm: 'a person types REARM',
      numbers: { loss: 5 },
    });
    breaker.judge('green', { loss: 1 }, sentence('far'));
    expect([breaker.level, breaker.refusal(), told]).toEqual(['green', null, []]);
  });

  it('gets worse by its numbers alone, and milder never', () => {
    const breaker = risk('day-loss');
    breaker.judge('orange', { loss: 2 }, sentence('2 % are lost'));
    expect(told[0]?.[2]).toBe('RISK_BREAKER_OPEN');
    expect(told[0]?.[1]).toMatchObject({ state: 'open', level: 'orange', since: 1_000_000, sentence: '2 % are lost' });
    breaker.judge('orange', { loss: 2.5 }, sentence('more'));
    expect(breaker.refusal()?.numbers).toEqual({ cause: 'day-loss', reason: '2 % are lost', loss: 2 });
    elapsed = 7;
    breaker.judge('red', { loss: 3 }, sentence('3 % are lost'));
    expect([breaker.state, breaker.level, breaker.sentence]).toEqual(['halted', 'red', '3 % are lost']);
    for (const level of ['orange', 'yellow', 'green'] as const) breaker.judge(level, { loss: 0 }, sentence('better'));
    expect(breaker.report()).toMatchObject({ level: 'red', since: 1_000_007, numbers: { loss: 3 } });
    expect(told).toHaveLength(2);
  });

  it('is armed again by a person', () => {
    const breaker = risk();
    expect(breaker.rearm('trader', 'nothing is open')).toBe(false);
    breaker.judge('red', { loss: 10 }, sentence('10 % are lost'));
    elapsed = 9;
    expect(breaker.rearm('trader', 'looked at it')).toBe(true);
    expect(told[1]?.[2]).toBe('trader: looked at it');
    expect(told[1]?.[1]).toMatchObject({ state: 'closed', level: 'green', since: 1_000_009, sentence: '' });
    expect(told).toHaveLength(2);
  });

  it.each([
    ['orange', 'reducing'],
    ['red', 'halted'],
  ] as const)('a restart finds %s as %s', (level, state) => {
    const breaker = risk();
    breaker.restore(record({ level, numbers: { loss: 4 } }));
    expect(breaker.state).toBe(state);
    expect(breaker.report()).toMatchObject({ since: 999_000, sentence: 'it was so', numbers: { loss: 4 } });
  });

  it('a restart finds a closed one armed', () => {
    const breaker = risk();
    breaker.restore(record({ type: 'breaker.closed' }));
    expect(breaker.report()).toMatchObject({ state: 'closed', since: null });
  });
});
