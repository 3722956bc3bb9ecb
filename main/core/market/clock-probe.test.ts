import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/time.ts';
import { ManualScheduler } from '#tests/support/transport/manual-scheduler.ts';
import type { Answer } from '../ports/venue.ts';
import { ClockProbe } from './clock-probe.ts';

const known = (value: number): Answer<number> => ({ known: true, value, askedAt: 0 as EpochMs });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the probe of the venue’s clock', () => {
  it('measures at the start and every minute, and keeps the last answer when there is none', async () => {
    const scheduler = new ManualScheduler();
    const clock = { now: () => (1_000 + scheduler.now) as EpochMs, monotonic: () => scheduler.now };
    const answers: Answer<number>[] = [known(12), { known: false, reason: 'no answer' }, known(-40)];
    let asked = 0;
    const probe = new ClockProbe(clock, scheduler, {
      clockOffset: () => Promise.resolve(answers[asked++] ?? known(0)),
    });
    expect(probe.last).toBeNull();
    probe.start();
    probe.start();
    await turn();
    expect([asked, probe.last]).toEqual([1, { ms: 12, at: 1_000 }]);
    scheduler.advance(60_000);
    await turn();
    expect([asked, probe.last]).toEqual([2, { ms: 12, at: 1_000 }]);
    scheduler.advance(60_000);
    await turn();
    expect(probe.last).toEqual({ ms: -40, at: 121_000 });
    probe.dispose();
    scheduler.advance(600_000);
    expect([asked, scheduler.waiting]).toEqual([3, 0]);
  });
});
