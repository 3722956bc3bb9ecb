import { DAY } from '#shared/domain/time.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import type { ManagerSettings } from '#core/portfolio/manager/settings.ts';
import { slotWorld, SYMBOLS } from './slot-world.ts';

/** Scores without any lasting difference: all symbols draw from the same distribution around 55. */
export interface Noise {
  readonly seed: number;
  readonly days: number;
  /** After this long half of a deviation is left; 0 draws anew at every review. */
  readonly halfLifeHours: number;
  readonly deviation: number;
  readonly settings?: Partial<ManagerSettings>;
}

/** Swaps under noise: how many, and the most within any 30 days. */
export function swapsUnderNoise({ seed, days, halfLifeHours, deviation, settings }: Noise): {
  readonly swaps: number;
  readonly mostInMonth: number;
} {
  const random = new Sfc32(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(random.nextPositive())) * Math.cos(2 * Math.PI * random.next());
  const keep = halfLifeHours === 0 ? 0 : 0.5 ** (1 / halfLifeHours);
  const fresh = Math.sqrt(1 - keep * keep);
  let states = SYMBOLS.map(() => normal());
  const world = slotWorld(settings === undefined ? {} : { settings });
  world.run(days * DAY, () => {
    states = states.map((state) => keep * state + fresh * normal());
    world.score(states.map((state) => Math.max(0, Math.min(100, 55 + deviation * state))));
  });
  const at = world.manager.state.history.filter(({ action }) => action === 'replaced').map(({ ts }) => Number(ts));
  const mostInMonth = Math.max(0, ...at.map((from) => at.filter((ts) => ts >= from && ts < from + 30 * DAY).length));
  return { swaps: at.length, mostInMonth };
}
