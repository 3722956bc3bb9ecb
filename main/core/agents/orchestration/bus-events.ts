import type { TaskPriority } from '#shared/domain/agent.ts';
import type { EventDataByType, EventType } from '../../journal/event-types.ts';

/** Events that are no records: they tell of work, not of what is so. Times are wall times, ms. */
export interface PassingEvents {
  /** A candle of a scored timeframe closed at `closeTs`, at this price in quote units. */
  'market.candle-closed': { readonly timeframe: string; readonly closeTs: number; readonly close: number };
  /** A task came to its end. */
  'agent.task-ended': {
    readonly task: string;
    readonly state: string;
    readonly tookMs: number;
    readonly error: string;
  };
}

/** Every event there is: the types of the journal's records, and those that are not recorded. Closed. */
export type BusEventType = EventType | keyof PassingEvents;

export type BusData<T extends BusEventType> = T extends keyof PassingEvents
  ? PassingEvents[T]
  : T extends EventType
    ? EventDataByType[T]
    : never;

/** An event with everything that is needed to see where it belongs. */
export interface BusEvent<T extends BusEventType = BusEventType> {
  /** `record:<seq>` or `event:<n>`; unique within the journal's life, or within this process. */
  readonly id: string;
  readonly type: T;
  readonly subject: string;
  readonly data: BusData<T>;
  /** Wall time, ms. */
  readonly at: number;
  /** The part of the program that tells it. */
  readonly source: string;
  /** The signal it belongs to; null when it belongs to none. */
  readonly correlationId: string | null;
  /** What led to it: an event's id, or `candle:<symbol>:<timeframe>`; null when nothing within the program did. */
  readonly causationId: string | null;
  readonly priority: TaskPriority;
}

/** One of the types, as a union that can be told apart by `type`. */
export type AnyBusEvent = { [T in BusEventType]: BusEvent<T> }[BusEventType];
