import type { bookedCalls } from '#shared/contract/fills.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { EventType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import { newestFirst } from '../../journal/newest-first.ts';
import type { ApiParts } from '../api-parts.ts';
import type { HandlersOf } from '../handler-types.ts';
import { fillView, fundingView, symbolOf, type BookedSource } from '../views/booked-views.ts';

interface Page {
  readonly symbol: string | null;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What was booked, a page at a time, from the journal itself: nothing is kept twice. */
export function bookedHandlers({ core }: ApiParts): Pick<HandlersOf<'portfolio'>, keyof typeof bookedCalls> {
  const { journal, instruments, config } = core.parts;
  const source: BookedSource = { state: journal.state, instruments, simulated: config.simulated };

  /** Records of a type about a contract, newest first, as many views as the page holds. */
  async function read<View>(
    type: EventType,
    { symbol, before, limit }: Page,
    view: (event: JournalEvent) => View | null,
  ): Promise<{ readonly rows: View[]; readonly next: number | null }> {
    await journal.whenDurable();
    const wanted = symbol === null ? null : contractSymbol(symbol);
    const rows: View[] = [];
    // By its text the store finds a contract without every record being read; the name may stand elsewhere too.
    const where = { before: before ?? null, text: wanted, page: limit };
    for (const event of newestFirst(journal.store, [type], where)) {
      if (wanted !== null && symbolOf(event) !== wanted) continue;
      const row = view(event);
      if (row === null) continue;
      rows.push(row);
      if (rows.length === limit) return { rows, next: event.seq };
    }
    return { rows, next: null };
  }

  return {
    fills: (page) => read('order.fill', page, (event) => fillView(event, source)),
    funding: (page) => read('funding.settled', page, (event) => fundingView(event, source)),
  };
}
