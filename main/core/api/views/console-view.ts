import type { ConsoleSignal } from '#shared/contract/signal.ts';
import { dispositionOfCode, type Disposition } from '#shared/domain/disposition.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { SignalRow } from '../../journal/rows.ts';
import { signalView } from './signal-views.ts';
import { wayOf } from './way-view.ts';

/** What became of a signal. @param waits true while it waits. */
export function dispositionOf(row: SignalRow, waits: boolean): Disposition {
  if (row.code !== null) return dispositionOfCode(row.code);
  if (row.orderId !== null) return 'executed';
  return waits ? 'waiting' : 'in-work';
}

/** The record of a wait that is not over: nothing of the signal came after it. */
export function waitOf(events: readonly JournalEvent[]): EventDataByType['signal.waiting'] | null {
  const last = events.findLast(({ type }) => type.startsWith('signal.'));
  return last?.type === 'signal.waiting' ? (last.data as unknown as EventDataByType['signal.waiting']) : null;
}

/** A signal with its way so far. @param events all records about it, oldest first. */
export function consoleSignal(
  row: SignalRow,
  events: readonly JournalEvent[],
  instrument: Instrument | undefined,
): ConsoleSignal {
  const wait = waitOf(events);
  const refusal = events.find(({ type }) => type === 'signal.refused');
  const numbers = (refusal?.data as EventDataByType['signal.refused'] | undefined)?.numbers ?? wait?.numbers ?? {};
  const signal = signalView(row, instrument);
  const waiting = wait === null ? null : `It waits: ${wait.sentence}`;
  return {
    signal: waiting === null ? signal : { ...signal, sentence: waiting },
    disposition: dispositionOf(row, wait !== null),
    way: wayOf(events).map((stage) =>
      waiting !== null && stage.status === 'in-work' ? { ...stage, sentence: waiting } : stage,
    ),
    numbers,
    waitsUntil: wait === null ? null : Math.ceil(wait.until),
  };
}
