import { describe, expect, it } from 'vitest';
import { DENIAL_CODES, DENIALS } from './denial.ts';
import { isOpenSignal, nextState, refusalMove, refusedState, SIGNAL_LIFE, SIGNAL_MOVES } from './signal-life.ts';
import { SIGNAL_STATES, type SignalState } from './signal.ts';

const OPEN: readonly SignalState[] = ['RECEIVED', 'VALIDATED', 'QUEUED', 'EVALUATING', 'APPROVED', 'CONDITIONAL'];
const REFUSED: readonly SignalState[] = ['REJECTED', 'THROTTLED', 'CONFLICT', 'RISK_BLOCKED', 'EXPIRED', 'FAILED'];

describe('the life of a signal', () => {
  it('has a row for every state, and leads only to states', () => {
    expect(Object.keys(SIGNAL_LIFE).sort()).toEqual([...SIGNAL_STATES].sort());
    for (const row of Object.values(SIGNAL_LIFE)) {
      for (const [move, to] of Object.entries(row)) {
        expect(SIGNAL_MOVES).toContain(move);
        expect(SIGNAL_STATES).toContain(to);
      }
    }
  });

  it('every state can be reached, and RESOLVED from every state', () => {
    const reached = new Set<SignalState>(['RECEIVED']);
    for (const state of reached) for (const to of Object.values(SIGNAL_LIFE[state])) reached.add(to);
    expect([...reached].sort()).toEqual([...SIGNAL_STATES].sort());
    const ending = new Set<SignalState>(['RESOLVED']);
    for (const _ of SIGNAL_STATES)
      for (const state of SIGNAL_STATES)
        if (Object.values(SIGNAL_LIFE[state]).some((to) => ending.has(to))) ending.add(state);
    expect(ending.size).toBe(SIGNAL_STATES.length);
  });

  it('expires or fails from any open state, and takes nothing but its outcome once it is decided', () => {
    expect(SIGNAL_STATES.filter(isOpenSignal)).toEqual(OPEN);
    for (const state of OPEN) {
      expect(nextState(state, 'expire')).toBe('EXPIRED');
      expect(nextState(state, 'fail')).toBe('FAILED');
      expect(nextState(state, 'resolve')).toBeNull();
    }
    for (const state of [...REFUSED, 'EXECUTED'] as const) expect(SIGNAL_LIFE[state]).toEqual({ resolve: 'RESOLVED' });
    expect(SIGNAL_LIFE.RESOLVED).toEqual({});
  });

  it('is validated on the way to what comes next, and by nothing else', () => {
    expect(nextState('RECEIVED', 'queue')).toBe('QUEUED');
    expect(nextState('RECEIVED', 'throttle')).toBe('THROTTLED');
    expect(nextState('RECEIVED', 'evaluate')).toBe('EVALUATING');
    expect(nextState('RECEIVED', 'approve')).toBeNull();
    expect(nextState('EVALUATING', 'execute')).toBeNull();
  });

  it.each(DENIAL_CODES)('ends a signal refused with %s', (code) => {
    const end = refusedState(code);
    expect(REFUSED).toContain(end);
    expect(OPEN.filter((state) => nextState(state, refusalMove(code)) === end)).not.toEqual([]);
    if (DENIALS[code].stage === 'execution') expect(end).toBe('FAILED');
  });
});
