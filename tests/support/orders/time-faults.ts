import type { Seeded } from './seeded.ts';
import type { VirtualTime } from './virtual-time.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** What can happen to the clocks of a machine. `hour`: a zone's change of daylight time written to the clock itself. */
export const TIME_FAULTS = {
  'a second forward': (time) => {
    time.setWall(SECOND);
  },
  'a second back': (time) => {
    time.setWall(-SECOND);
  },
  'half a minute forward': (time) => {
    time.setWall(30 * SECOND);
  },
  'half a minute back': (time) => {
    time.setWall(-30 * SECOND);
  },
  'an hour forward, as in spring': (time) => {
    time.setWall(HOUR);
  },
  'an hour back, as in autumn': (time) => {
    time.setWall(-HOUR);
  },
  'a day forward': (time) => {
    time.setWall(24 * HOUR);
  },
  'a day back': (time) => {
    time.setWall(-24 * HOUR);
  },
  'eight hours of sleep, monotonic clock stopped': (time) => {
    time.sleep(8 * HOUR, false);
  },
  'eight hours of sleep, monotonic clock running': (time) => {
    time.sleep(8 * HOUR, true);
  },
  'a clock that is 200 ppm fast': (time) => {
    time.drift(200);
  },
  'a clock that is 200 ppm slow': (time) => {
    time.drift(-200);
  },
} as const satisfies Readonly<Record<string, (time: VirtualTime) => void>>;

export type TimeFault = keyof typeof TIME_FAULTS;

export const TIME_FAULT_NAMES = Object.keys(TIME_FAULTS) as readonly TimeFault[];

/** Does something to the clocks; says what. */
export function disturb(time: VirtualTime, random: Seeded): TimeFault {
  const fault = random.pick(TIME_FAULT_NAMES);
  TIME_FAULTS[fault](time);
  return fault;
}
