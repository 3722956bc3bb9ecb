import { describe, expect, it } from 'vitest';
import { privateSilenceMs } from '#core/market/stream-report.ts';
import { StreamWatch } from '#core/market/stream-watch.ts';
import type { Clock } from '#core/ports/clock.ts';
import { STALLS, StallWorld, type Stall } from '#tests/support/market/stall-world.ts';

const NIGHTLY = process.env['ZMART_TIER'] === 'nightly';
/** Each kind of stall so often: 1,000 in all in the nightly tier. */
const RUNS = NIGHTLY ? 100 : 4;
const QUIET_HOURS = NIGHTLY ? 200 : 2;
const CHECK_MS = 250;
const STALL_MS = 240_000;

const isPrivate = (stall: Stall): boolean => stall.startsWith('private');

/** The mistake the harness must find: a pong taken for a sign of life of every subscription. */
class PongIsData extends StreamWatch {
  override onPong(socket: string): void {
    super.onPong(socket);
    for (const { key } of this.channels())
      if ((key.startsWith('mark') ? 'public' : 'private') === socket) this.onData(key, null);
  }
}

const stallRun = (stall: Stall, seed: number, makeWatch?: (clock: Clock) => StreamWatch) =>
  new StallWorld({
    seed,
    stall,
    lengthMs: STALL_MS,
    eventEveryMs: 15_000,
    ...(makeWatch === undefined ? {} : { makeWatch }),
  }).run();

describe('Stalls of a stream', () => {
  it.each(STALLS)('are seen in time, cost no entry on old data and end well: %s', (stall) => {
    const limit = isPrivate(stall) ? privateSilenceMs() + CHECK_MS : 5_000;
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const outcome = stallRun(stall, seed);
      const what = `${stall}, seed ${String(seed)}: ${JSON.stringify(outcome)}`;
      expect(outcome.seenAfterMs, what).not.toBeNull();
      expect(outcome.seenAfterMs, what).toBeLessThanOrEqual(limit);
      expect(outcome, what).toMatchObject({ staleEntries: 0, lostEvents: 0, well: true });
      expect(outcome.reconnects, what).toBeLessThanOrEqual(3);
    }
  });

  it('are none in a quiet hour: nothing is reconnected', () => {
    for (let seed = 1; seed <= QUIET_HOURS; seed += 1) {
      const outcome = new StallWorld({ seed, stall: null, lengthMs: 3_600_000, eventEveryMs: null }).run();
      const what = `seed ${String(seed)}: ${JSON.stringify(outcome)}`;
      expect(outcome, what).toMatchObject({ reconnects: 0, resubscriptions: 0, staleEntries: 0, well: true });
      // Two private channels, one question each every 30 s.
      expect(outcome.questions, what).toBeLessThan(2 * 130);
    }
  });

  it('of the account would not be seen if a pong counted as data', () => {
    const account = Array.from({ length: 3 }, (_, seed) =>
      stallRun('private-pong-only', seed + 1, (clock) => new PongIsData(clock)),
    );
    expect(account.some(({ seenAfterMs }) => (seenAfterMs ?? 1e9) > privateSilenceMs() + CHECK_MS)).toBe(true);
  });
});
