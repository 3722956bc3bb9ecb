import { describe, expect, it } from 'vitest';
import { NO_PLAN, readPlan } from './adoption-plan.ts';

const side = (lots: number) => ({ lots, quantity: null, filledLots: null, price: null, state: '' });
const read = (stop: string, target: string, lots = 300, holdHours = '48') =>
  readPlan({ stop, target, holdHours }, { ours: null, theirs: side(lots) });

describe('the plan of an adopted position', () => {
  it('is read from what was typed', () => {
    expect(read(' 3846.50', '4120 ')).toEqual({ ok: true, plan: { stop: '3846.50', target: '4120', holdHours: 48 } });
  });

  it('is refused while something is missing, no price, or too long', () => {
    expect(readPlan(NO_PLAN, { ours: null, theirs: side(1) })).toMatchObject({ problem: 'Give a stop and a target.' });
    for (const [stop, target] of [
      ['3,846', '4120'],
      ['3846', '-1'],
      ['1e3', '4120'],
      ['3846', '41 20'],
    ] as const)
      expect(read(stop, target), `${stop} ${target}`).toMatchObject({ ok: false });
    for (const hours of ['0', '721', '1.5', 'soon', ''])
      expect(read('1', '2', 300, hours)).toMatchObject({ ok: false });
  });

  it('has its stop on the losing side', () => {
    expect(read('4120', '3846')).toMatchObject({ problem: 'It is long: the stop lies below the target.' });
    expect(read('3846', '4120', -300)).toMatchObject({ problem: 'It is short: the stop lies above the target.' });
    expect(read('4120', '3846', -300)).toMatchObject({ ok: true });
  });
});
