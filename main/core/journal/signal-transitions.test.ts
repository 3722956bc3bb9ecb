import { expect, it } from 'vitest';
import { DENIAL_CODES, DENIALS } from '#shared/domain/denial.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import { SIGNAL_STATES, STAGES } from '#shared/domain/signal.ts';
import { placeAfter, type SignalPlace } from './signal-transitions.ts';

type Record = Parameters<typeof placeAfter>[1];

const PLAIN = ['waiting', 'admitted', 'scored', 'cleared', 'locked', 'passed', 'executed', 'resolved'] as const;
const RECORDS: readonly Record[] = [
  ...PLAIN.map((name) => `signal.${name}` as const),
  ...(['APPROVED', 'CONDITIONAL', 'REJECTED'] as const).map((outcome) => ({ outcome })),
  ...DENIAL_CODES.map((code) => ({ code, stage: DENIALS[code].stage })),
];

const along = (...records: readonly Record[]): SignalPlace | null =>
  records.reduce<SignalPlace | null>((place, record) => place && placeAfter(place, record), {
    state: 'RECEIVED',
    stage: 'intake',
  });

it('goes the whole way stage by stage', () => {
  const way: Record[] = ['signal.admitted', 'signal.scored', { outcome: 'APPROVED' }, 'signal.cleared'];
  way.push('signal.locked', 'signal.passed', 'signal.executed');
  expect(along(...way)).toEqual({ state: 'EXECUTED', stage: 'execution' });
  expect(along(...way, 'signal.resolved')).toEqual({ state: 'RESOLVED', stage: 'outcome' });
  for (const left of [0, 1, 3, 4, 5]) expect(along(...way.filter((_, i) => i !== left))).toBeNull();
});

it('keeps of a refused signal the stage that refused it, also after its outcome', () => {
  const refused = along(
    'signal.admitted',
    'signal.scored',
    { outcome: 'REJECTED' },
    { code: 'SCORE_VETO', stage: 'scoring' },
  );
  expect(refused).toEqual({ state: 'REJECTED', stage: 'scoring' });
  expect(refused && placeAfter(refused, 'signal.resolved')).toEqual({ state: 'RESOLVED', stage: 'scoring' });
});

it('takes a score that went on without a vote for approved, as journals before the votes have it', () => {
  expect(along('signal.admitted', 'signal.scored', 'signal.cleared')).toEqual({ state: 'APPROVED', stage: 'conflict' });
  expect(along('signal.admitted', 'signal.scored', 'signal.waiting')).toEqual({ state: 'APPROVED', stage: 'scoring' });
});

it('answers every record in every place, and nothing but its outcome moves what was decided', () => {
  for (const state of SIGNAL_STATES) {
    for (const stage of STAGES) {
      for (const record of RECORDS) {
        const after = placeAfter({ state, stage }, record);
        if (after !== null) expect(SIGNAL_STATES).toContain(after.state);
        if (!isOpenSignal(state)) expect(after === null || after.state === 'RESOLVED').toBe(true);
      }
    }
  }
});
