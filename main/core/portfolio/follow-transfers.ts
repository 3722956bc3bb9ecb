import { parseMoney } from '#shared/domain/money.ts';
import type { Emitter } from '#shared/kernel/emitter.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { EquityTracker } from './equity-tracker.ts';

/** Moves the references of equity with each transfer that is booked, so that it is neither profit nor loss. */
export function followTransfers(journal: { readonly onAppended: Emitter<JournalEvent> }, equity: EquityTracker): void {
  journal.onAppended.on((event) => {
    if (event.type !== 'ledger.moved') return;
    const { kind, amount } = event.data as unknown as EventDataByType['ledger.moved'];
    if (kind === 'transfer') equity.transfer(parseMoney(amount));
  });
}
