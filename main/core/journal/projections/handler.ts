import type { EventDataByType, EventType } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import type { FoldState } from '../fold-state.ts';

/** Applies one type of record. It checks everything before it puts anything, so that a refusal changes nothing. */
export type Handler<T extends EventType> = (state: FoldState, event: JournalEvent, data: EventDataByType[T]) => void;

/** One handler per record type, or null for types that change no table; a missing type does not compile. */
export type Handlers<T extends EventType> = { readonly [K in T]: Handler<K> | null };
