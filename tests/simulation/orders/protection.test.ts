import { describe, expect, it } from 'vitest';
import type { SubmitOutcome, VenueOrder } from '#core/ports/venue.ts';
import { Incident } from '#tests/support/orders/incident-world.ts';
import type { Plan } from '#tests/support/orders/planned-venue.ts';
import { TIME_FAULT_NAMES, TIME_FAULTS, type TimeFault } from '#tests/support/orders/time-faults.ts';

const isStop = ({ kind }: VenueOrder): boolean => kind === 'stop-market';
const GOOD: Plan<SubmitOutcome> = { arrivesAfter: 0, answer: 'as it is' };

const REFUSED: SubmitOutcome = { kind: 'rejected', code: '300012', reason: 'refused' };

/** From the first fill to the exit: rule R14's five seconds and one look at the clock. */
const EXIT_WITHIN_MS = 5_600;

/** A position whose every stop meets `plan`; the moment of its first fill. */
async function unstopped(plan: Plan<SubmitOutcome>): Promise<{ incident: Incident; filledAt: number }> {
  const incident = await Incident.started();
  incident.venue.planSubmit = (order) => (isStop(order) ? plan : GOOD);
  const filledAt = incident.time.monotonic();
  await incident.enter();
  return { incident, filledAt };
}

/** One reduce-only exit left, in time, and nothing is held any more. */
function expectOneExit(incident: Incident, filledAt: number): void {
  const exits = incident.venue.sent.filter(({ order }) => order?.kind === 'market' && order.reduceOnly);
  expect(exits).toHaveLength(1);
  expect((exits[0]?.at ?? 0) - filledAt).toBeLessThanOrEqual(EXIT_WITHIN_MS);
  expect([incident.held(), incident.theirs()]).toEqual([0, 0]);
}

describe('a position without its stop is closed by one reduce-only exit within five seconds', () => {
  it.each<readonly [string, Plan<SubmitOutcome>]>([
    ['is refused', { arrivesAfter: null, answer: { kind: 'rejected', code: '300012', reason: 'trigger' } }],
    ['is lost without an answer', { arrivesAfter: null, answer: 'never' }],
    ['is lost with an error', { arrivesAfter: null, answer: 'throws' }],
    ['is not answered clearly', { arrivesAfter: null, answer: { kind: 'unknown', reason: '502' }, answerAfter: 900 }],
    [
      'is not answered in time',
      { arrivesAfter: null, answer: { kind: 'unknown', reason: 'late' }, answerAfter: 9_000 },
    ],
  ])('when the stop %s', async (_, plan) => {
    const { incident, filledAt } = await unstopped(plan);
    await incident.run(120_000);
    expectOneExit(incident, filledAt);
  });

  it('when the venue ends the stop unasked', async () => {
    const incident = await Incident.started();
    await incident.enter();
    await incident.run(10_000);
    const endedAt = incident.time.monotonic();
    incident.venue.end(incident.truth('stop'), 'canceled', 'by the venue');
    await incident.run(120_000);
    expectOneExit(incident, endedAt);
  });

  it.each(TIME_FAULT_NAMES)('when the clocks change right after the fill: %s', async (fault: TimeFault) => {
    const { incident } = await unstopped({ arrivesAfter: null, answer: 'never' });
    TIME_FAULTS[fault](incident.time);
    const from = incident.time.monotonic();
    await incident.run(60_000);
    expectOneExit(incident, from);
  });

  it.each(TIME_FAULT_NAMES)('and a refused exit is made again although the clocks change: %s', async (fault) => {
    const { incident } = await unstopped({ arrivesAfter: null, answer: 'throws' });
    const first = incident.submits('exit');
    expect(first).toHaveLength(1);
    // Planted against the position: it is there again, as if the exit had been refused.
    incident.venue.planSubmit = (order) =>
      isStop(order) || order.reduceOnly ? { arrivesAfter: null, answer: REFUSED } : GOOD;
    await incident.run(60_000);
    await incident.enter();
    await incident.run(200);
    const refused = incident.submits('exit').length;
    expect(refused).toBe(2);
    incident.venue.planSubmit = () => GOOD;
    TIME_FAULTS[fault](incident.time);
    await incident.run(30_000);
    expect(incident.submits('exit').length).toBe(3);
    expect([incident.held(), incident.theirs()]).toEqual([0, 0]);
  });

  it('is found to be left open when nobody looks at the time', async () => {
    const incident = await Incident.started();
    incident.world.desk.onTime = () => undefined;
    incident.venue.planSubmit = (order) => (isStop(order) ? { arrivesAfter: null, answer: 'never' } : GOOD);
    const filledAt = incident.time.monotonic();
    await incident.enter();
    await incident.run(6_000);
    expect(() => {
      expectOneExit(incident, filledAt);
    }).toThrow();
  });
});
