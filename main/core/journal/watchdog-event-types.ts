/** The data of records about the watchdog; their subject is `watchdog`. */
export interface WatchdogEventData {
  /** Its state changed. `canceled` and `closed` tell what it did when it stood in, both 0 otherwise. */
  'watchdog.state': { state: string; reason: string; canceled: number; closed: number };
  /** A person decided to trade without it, and why; or to have it again. */
  'watchdog.chosen': { guard: boolean; reason: string; by: string };
}

export const WATCHDOG_EVENT_TYPES = [
  'watchdog.state',
  'watchdog.chosen',
] as const satisfies readonly (keyof WatchdogEventData)[];
