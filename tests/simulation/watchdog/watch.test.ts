import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/domain/time.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { WATCHDOG_RULES } from '#main/watchdog/rules.ts';
import { Watch, type ActReport } from '#main/watchdog/watch.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';

const OPEN: ActReport = { anythingOpen: true, canceled: 2, closed: 1, tookMs: 40 };
const NOTHING: ActReport = { ...OPEN, anythingOpen: false, canceled: 0, closed: 0 };
const BEAT_MS = 500;
const HOURS = process.env['ZMART_TIER'] === 'nightly' ? 72 : 2;

function world(report: ActReport = OPEN, lateMs?: number) {
  const time = new VirtualTime();
  const acts: { at: number; reason: string }[] = [];
  const watch = new Watch({
    clock: time,
    scheduler: time,
    rules: WATCHDOG_RULES,
    ...(lateMs === undefined ? {} : { lateMs }),
    act: (reason) => {
      acts.push({ at: time.monotonic(), reason });
      return Promise.resolve(report);
    },
    onChange: () => undefined,
  });
  return { time, watch, acts };
}

describe('a core that lives', () => {
  it(`is left alone for ${String(HOURS)} h of pauses, late beats, sleeps and clocks that are set`, async () => {
    const { time, watch, acts } = world();
    const chance = new Sfc32(11);
    watch.arm();
    const until = HOURS * HOUR;
    while (time.monotonic() < until) {
      // A beat is late by up to two seconds now and then: a long turn, a collection, a slow disk.
      const late = chance.next() < 0.02 ? chance.next() * 2_000 : chance.next() * 60;
      await time.advance(BEAT_MS + late);
      watch.beat();
      const dice = chance.next();
      if (dice < 0.002) time.setWall((chance.next() - 0.5) * 2 * HOUR);
      else if (dice < 0.003) time.sleep(chance.next() * 8 * HOUR, chance.next() < 0.5);
    }
    expect(acts).toEqual([]);
    expect(watch.state).toBe('watching');
  });

  it('is not left alone by a watchdog that takes its own sleep for silence of the core', async () => {
    const actsAfterSleep = async (lateMs?: number): Promise<number> => {
      const { time, watch, acts } = world(OPEN, lateMs);
      watch.arm();
      await time.advance(BEAT_MS);
      watch.beat();
      time.sleep(60_000, true);
      await time.advance(BEAT_MS);
      watch.beat();
      await time.advance(BEAT_MS);
      return acts.length;
    };
    expect(await actsAfterSleep(Number.POSITIVE_INFINITY)).toBe(1);
    expect(await actsAfterSleep()).toBe(0);
  });
});

describe('a core that is silent', () => {
  it('is stood in for within its time and a quarter of a second, whenever the silence begins', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 20_000 }), async (liveFor) => {
        const { time, watch, acts } = world();
        watch.arm();
        let lived = 0;
        while (lived + BEAT_MS <= liveFor) {
          await time.advance(BEAT_MS);
          lived += BEAT_MS;
          watch.beat();
        }
        const silentFrom = time.monotonic();
        await time.advance(5_000);
        expect(acts).toHaveLength(1);
        const after = (acts[0]?.at ?? 0) - silentFrom;
        expect(after).toBeGreaterThanOrEqual(WATCHDOG_RULES.silenceMs);
        expect(after).toBeLessThanOrEqual(WATCHDOG_RULES.silenceMs + 250);
        expect(watch.state).toBe('acted');
      }),
      { numRuns: 60 },
    );
  });

  it('is stood in for once, and not again until it is armed again', async () => {
    const { time, watch, acts } = world();
    watch.arm();
    await time.advance(60_000);
    expect(acts).toHaveLength(1);
    watch.arm();
    expect(watch.state).toBe('watching');
    await time.advance(60_000);
    expect(acts).toHaveLength(2);
  });

  it('is watched on when nothing was open', async () => {
    const { time, watch, acts } = world(NOTHING);
    watch.arm();
    await time.advance(10_000);
    expect(watch.state).toBe('watching');
    expect(acts.length).toBeGreaterThan(1);
  });

  it('and whose process has ended is stood in for at once', () => {
    const { watch, acts } = world();
    watch.arm();
    watch.coreGone();
    expect(acts.map(({ reason }) => reason)).toEqual(['the process of the core has ended']);
  });

  it('is not stood in for when it said goodbye', async () => {
    const { time, watch, acts } = world();
    watch.arm();
    watch.standDown('the workstation has ended');
    watch.coreGone();
    await time.advance(60_000);
    expect(acts).toEqual([]);
    expect(watch.state).toBe('idle');
  });

  it('and speaks again in the middle does not stop what has begun', async () => {
    const time = new VirtualTime();
    let finish = (_: ActReport): void => undefined;
    const states: string[] = [];
    const watch = new Watch({
      clock: time,
      scheduler: time,
      rules: WATCHDOG_RULES,
      act: () => new Promise((resolve) => (finish = resolve)),
      onChange: ({ state }) => states.push(state),
    });
    watch.arm();
    await time.advance(4_000);
    watch.beat();
    watch.standDown('changed its mind');
    expect(watch.state).toBe('acting');
    finish(OPEN);
    await time.advance(10);
    expect(states).toEqual(['watching', 'acting', 'acted']);
  });
});
