import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DENIAL_CODES, DENIALS } from '#shared/domain/denial.ts';
import { clientOrderId, contractSymbol, signalId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import { OUTCOME_KINDS, SIGNAL_STATES, STAGES, type SignalState, type Stage } from '#shared/domain/signal.ts';
import { epochMs } from '#shared/domain/time.ts';
import { funnelView as funnelSchema } from '#shared/contract/signal.ts';
import type { SignalRow } from '../../journal/rows.ts';
import { funnelView } from './funnel-view.ts';

const FROM = 1_000;

/** The last stage that a signal under way or executed has reached. */
const STAGE_OF: Readonly<Record<SignalState, Stage>> = {
  ...(Object.fromEntries(SIGNAL_STATES.map((state) => [state, 'intake'])) as Record<SignalState, Stage>),
  EVALUATING: 'throttle',
  APPROVED: 'scoring',
  CONDITIONAL: 'risk',
  EXECUTED: 'execution',
  RESOLVED: 'outcome',
};

/** Any row the fold can make. */
const row: fc.Arbitrary<SignalRow> = fc
  .record({
    id: fc.uuid(),
    state: fc.constantFrom(...SIGNAL_STATES),
    code: fc.constantFrom(...DENIAL_CODES),
    refused: fc.boolean(),
    at: fc.integer({ min: 0, max: 2_000 }),
    outcome: fc.constantFrom(...OUTCOME_KINDS),
    r: fc.integer({ min: -300, max: 300 }),
  })
  .map(({ id, state, code, refused, at, outcome, r }): SignalRow => {
    const executed = state === 'EXECUTED' || (state === 'RESOLVED' && !refused);
    const isRefused = !executed && !isOpenSignal(state);
    return {
      id: signalId(id),
      receivedAt: epochMs(at),
      symbol: contractSymbol('XBTUSDTM'),
      source: 'trend',
      timeframe: '1h',
      direction: 1,
      state,
      stage: isRefused ? DENIALS[code].stage : STAGE_OF[state],
      code: isRefused ? code : null,
      sentence: null,
      score: null,
      priceTicks: 1 as Ticks,
      stopTicks: 1 as Ticks,
      targetTicks: 1 as Ticks,
      orderId: executed ? clientOrderId('o') : null,
      outcome: state === 'RESOLVED' ? outcome : null,
      r: state === 'RESOLVED' ? r / 100 : null,
      resolvedAt: state === 'RESOLVED' ? epochMs(at + 1) : null,
    };
  });

it('at every stage what came in was stopped, is in work, or passed on to the next', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const view = funnelView(rows, FROM, 2_000);
      expect(funnelSchema.safeParse(view).success).toBe(true);
      const counted = rows.filter(({ receivedAt }) => receivedAt >= FROM);
      expect(view.stages.map(({ key }) => key)).toEqual(STAGES);
      expect(view.stages[0]?.received).toBe(counted.length);
      for (const [i, { received, stopped, inWork, passed, reasons }] of view.stages.entries()) {
        expect(received).toBe(stopped + inWork + passed);
        expect(Math.min(received, stopped, inWork, passed)).toBeGreaterThanOrEqual(0);
        expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(stopped);
        const next = view.stages[i + 1];
        if (next !== undefined) expect(next.received).toBe(passed);
      }
      const ended = counted.filter(({ code, outcome }) => code === null && outcome !== null);
      const { target, stop, timeOut, hitRate, meanR } = view.outcomes;
      expect(target + stop + timeOut).toBe(ended.length);
      expect(view.stages.at(-1)?.passed).toBe(ended.length);
      expect(hitRate === null).toBe(ended.length < 20);
      expect(meanR === null).toBe(ended.length === 0);
    }),
    { numRuns: 500 },
  );
});

it('an empty day is zero everywhere and claims nothing', () => {
  const view = funnelView([], FROM, 2_000);
  expect(view.stages.every(({ received }) => received === 0)).toBe(true);
  expect(view.outcomes).toEqual({ target: 0, stop: 0, timeOut: 0, hitRate: null, meanR: null });
});
