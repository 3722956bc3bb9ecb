import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TASK_PRIORITIES, type TaskPriority } from '#shared/domain/agent.ts';
import { AGE_MS, CRITICAL_PLACES, goesBefore, TaskQueue, type Queued } from './task-queue.ts';

let ids = 0;
const task = (priority: TaskPriority, created = 0): Queued => ({ id: ++ids, priority, created });

describe('the queue of an agent', () => {
  it('takes the most urgent first, and within a level the oldest', () => {
    const queue = new TaskQueue<Queued>(8);
    const [low, first, second, high, critical] = [
      task('LOW'),
      task('NORMAL'),
      task('NORMAL'),
      task('HIGH'),
      task('CRITICAL'),
    ];
    for (const one of [low, first, second, high, critical]) queue.push(one);
    expect([1, 2, 3, 4, 5].map(() => queue.take(0))).toEqual([critical, high, first, second, low]);
    expect(queue.take(0)).toBeNull();
  });

  it('refuses what is over its bound, but has places of their own for CRITICAL tasks', () => {
    const queue = new TaskQueue<Queued>(2);
    expect([task('HIGH'), task('LOW'), task('HIGH')].map((one) => queue.push(one))).toEqual([true, true, false]);
    for (let i = 0; i < CRITICAL_PLACES; i++) expect(queue.push(task('CRITICAL'))).toBe(true);
    expect(queue.push(task('CRITICAL'))).toBe(false);
    expect(queue.length).toBe(2 + CRITICAL_PLACES);
  });

  it('lets a LOW task through a flood of HIGH ones after a bounded wait', () => {
    const queue = new TaskQueue<Queued>(1_000);
    const low = task('LOW', 0);
    queue.push(low);
    let now = 0;
    let taken: Queued | null = null;
    for (; taken !== low && now < 60_000; now += 100) {
      queue.push(task('HIGH', now));
      queue.push(task('HIGH', now));
      taken = queue.take(now);
    }
    expect(taken).toBe(low);
    // Two levels lie between them, and the flood behind the first grows older too.
    expect(now).toBeLessThanOrEqual(8 * AGE_MS);
  });

  it('never lets age go before a CRITICAL task', () => {
    const queue = new TaskQueue<Queued>(8);
    queue.push(task('LOW', 0));
    const critical = task('CRITICAL', 1e9);
    queue.push(critical);
    expect(queue.take(1e9)).toBe(critical);
  });

  it('keeps its order whatever comes and goes (property)', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('push' as const), priority: fc.constantFrom(...TASK_PRIORITIES) }),
      fc.record({ kind: fc.constant('take' as const), priority: fc.constant('LOW' as const) }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(3_000))), fc.integer({ min: 1, max: 12 }), (steps, bound) => {
        const queue = new TaskQueue<Queued>(bound);
        let model: Queued[] = [];
        let now = 0;
        for (const [{ kind, priority }, passed] of steps) {
          now += passed;
          if (kind === 'push') {
            const one = task(priority, now);
            const others = model.filter((held) => (held.priority === 'CRITICAL') === (priority === 'CRITICAL'));
            const fits = others.length < (priority === 'CRITICAL' ? CRITICAL_PLACES : bound);
            expect(queue.push(one)).toBe(fits);
            if (fits) model.push(one);
          } else {
            const best = model.reduce<Queued | null>(
              (found, one) => (found === null || goesBefore(one, found, now) ? one : found),
              null,
            );
            expect(queue.take(now)).toBe(best);
            model = model.filter((one) => one !== best);
          }
          expect(queue.length).toBe(model.length);
        }
      }),
    );
  });
});
