import { RateBudget } from '#core/execution/rate-budget.ts';
import type { Clock } from '#core/ports/clock.ts';
import { Seeded } from './seeded.ts';
import { disturb } from './time-faults.ts';
import { VirtualTime } from './virtual-time.ts';

const CAPACITY = 60;
const WINDOW_MS = 30_000;
/** KuCoin: an order weighs 2, a batch 20, a cancel 1. */
const WEIGHTS = [2, 2, 2, 20, 1] as const;
const REQUESTS = 300;

/**
 * Asks for more than the venue allows while the clocks are set. True time is the monotonic one.
 * @returns what went wrong, or null.
 */
export async function rateRun(seed: number, clockOf: (time: VirtualTime) => Clock): Promise<string | null> {
  const random = new Seeded(seed);
  const time = new VirtualTime();
  const budget = new RateBudget([{ name: 'pool', capacity: CAPACITY, windowMs: WINDOW_MS }], clockOf(time), time);
  const log: { readonly at: number; readonly weight: number }[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    const weight = random.pick(WEIGHTS);
    budget.request([{ pool: 'pool', weight }], weight === 1 ? 'cancel' : 'order', 60_000, (granted) => {
      if (granted) log.push({ at: time.monotonic(), weight });
    });
    await time.advance(random.between(0, 500));
    if (random.chance(0.05)) disturb(time, random);
  }
  await time.advance(120_000);
  for (const last of log) {
    const within = log.filter(({ at }) => at > last.at - WINDOW_MS && at <= last.at);
    const weight = within.reduce((sum, one) => sum + one.weight, 0);
    if (weight > CAPACITY) return `${String(weight)} of ${String(CAPACITY)} within ${String(WINDOW_MS)} ms`;
  }
  return log.length < REQUESTS / 4 ? `only ${String(log.length)} requests were let through` : null;
}
