import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiquidationAlertRule } from '#shared/domain/liquidation-alert.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { Look } from './look.ts';
import { AlertStandings } from './standings.ts';

const RULE: LiquidationAlertRule = {
  ...{ id: 'r', kind: 'cluster-reached', symbol: null, threshold: 0.003, cooldownMinutes: 30 },
  ...{ level: 'warning', enabled: true, by: 'trader', createdAt: 0 },
};

interface Told {
  readonly symbol: string;
  readonly look: Look['signal'];
  readonly waitMs: number;
}

const story = fc.array(
  fc.record({
    symbol: fc.constantFrom('A', 'B'),
    look: fc.constantFrom('unknown', 'in', 'out', 'between', 'long', 'short', 'event'),
    waitMs: fc.oneof(fc.integer({ min: 0, max: MINUTE }), fc.integer({ min: 0, max: 45 * MINUTE })),
  }),
  { maxLength: 60 },
) satisfies fc.Arbitrary<Told[]>;

const MOST_HELD_BACK: readonly Look['signal'][] = ['unknown', 'out', 'between'];

/** Lives through a story with a rule as the standings are given it, and says what was wrong; null when nothing was. */
function audited(told: readonly Told[], cooldownMinutes: number, given: LiquidationAlertRule): string | null {
  const standings = new AlertStandings();
  const rang = new Map<string, number>();
  const before = new Map<string, Look['signal']>();
  let now = 1_000_000;
  for (const { symbol, look, waitMs } of told) {
    now += waitMs;
    const ring = standings.see(given, symbol, { signal: look, sentence: look }, now);
    const last = before.get(symbol);
    if (look !== 'unknown' && look !== 'between') before.set(symbol, look);
    if (ring === null) continue;
    if (MOST_HELD_BACK.includes(look)) return `rang on ${look}`;
    if (look !== 'event' && last === undefined) return 'rang without having seen it begin';
    if (look !== 'event' && last === look) return 'rang twice without its having ended';
    const since = now - (rang.get(symbol) ?? Number.NEGATIVE_INFINITY);
    if (since < cooldownMinutes * MINUTE) return `rang again after ${String(since)} ms`;
    rang.set(symbol, now);
  }
  return null;
}

const holds = (given: (rule: LiquidationAlertRule) => LiquidationAlertRule) =>
  fc.check(
    fc.property(story, fc.integer({ min: 1, max: 120 }), (told, cooldownMinutes) => {
      expect(audited(told, cooldownMinutes, given({ ...RULE, cooldownMinutes }))).toBeNull();
    }),
    { numRuns: 500, seed: 6 },
  );

describe('where a rule stands', () => {
  it('lets it ring on a change only, never within its cool-down, never on what is not known', () => {
    const { failed, counterexample } = holds((rule) => rule);
    expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
  });

  it('is found wrong when minutes are taken for seconds', () => {
    expect(holds((rule) => ({ ...rule, cooldownMinutes: rule.cooldownMinutes / 60 })).failed).toBe(true);
  });

  it('counts what it held back, and tells it with the next ring', () => {
    const standings = new AlertStandings();
    const see = (signal: Look['signal'], minute: number) =>
      standings.see(RULE, 'A', { signal, sentence: signal }, minute * MINUTE);
    expect([see('out', 0), see('in', 1)]).toEqual([null, { sentence: 'in', held: 0 }]);
    expect([see('between', 2), see('in', 3), see('out', 4), see('in', 5), see('out', 6)]).toEqual(Array(5).fill(null));
    expect(standings.of('r', 'A')).toMatchObject({ place: 'armed', held: 1 });
    expect(see('in', 31)).toEqual({ sentence: 'in', held: 1 });
  });

  it('keeps to a cool-down that began before a restart, and over a clock that is set back', () => {
    const standings = new AlertStandings();
    standings.fired('r', 'A', 100 * MINUTE);
    const see = (signal: Look['signal'], minute: number) =>
      standings.see(RULE, 'A', { signal, sentence: signal }, minute * MINUTE);
    expect([see('out', 60), see('in', 61), see('out', 128), see('in', 129.9)]).toEqual([null, null, null, null]);
    expect([see('out', 130), see('in', 131)]).toEqual([null, { sentence: 'in', held: 2 }]);
  });
});
