import type { ConflictView } from '#shared/contract/conflicts.ts';
import { signalId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { isByHand } from '../../execution/manual/manual-orders.ts';
import type { Journal } from '../../journal/journal.ts';
import { newestFirst } from '../../journal/newest-first.ts';
import { ADOPTED_OWNER } from '../../journal/projections/positions.ts';
import { AttributionBook } from '../../portfolio/attribution-book.ts';
import type { ApiParts } from '../api-parts.ts';
import type { HandlersOf } from '../handler-types.ts';
import { attributionView } from '../views/attribution-view.ts';
import { CONFLICT_TYPES, conflictView, matrixView } from '../views/conflict-views.ts';

/** Records looked through by one call at most. */
const MOST_RECORDS = 50_000;

export function conflictHandlers({ core, live }: ApiParts): HandlersOf<'conflicts'> {
  const { journal, clock } = core.parts;
  const book = new AttributionBook(journal, (id) => ownerOf(journal, id));
  return {
    matrix: () => Promise.resolve(matrixView()),
    list: async ({ from, limit }) => {
      await journal.whenDurable();
      return conflictsSince(journal, from ?? clock.now() - DAY, limit);
    },
    attribution: async () => {
      // While history is relived the fills are still coming in their thousands.
      await live.started;
      return attributionView(core, book.positions());
    },
  };
}

/** The source of the signal behind a trade, or who else began it. */
function ownerOf(journal: Journal, id: string): string {
  const owner = signalId(id);
  if (owner === ADOPTED_OWNER) return 'adopted';
  if (isByHand(owner)) return 'manual';
  return journal.state.signal(owner)?.source ?? 'unknown';
}

function conflictsSince(journal: Journal, from: number, limit: number): ConflictView[] {
  const found: ConflictView[] = [];
  let read = 0;
  for (const event of newestFirst(journal.store, CONFLICT_TYPES)) {
    read += 1;
    if (read > MOST_RECORDS || event.ts < from || found.length === limit) break;
    const view = conflictView(event);
    if (view !== null) found.push(view.on === '' ? { ...view, on: symbolOf(journal, event.subject) } : view);
  }
  return found;
}

const symbolOf = (journal: Journal, subject: string): string =>
  journal.state.signal(signalId(subject))?.symbol ?? subject;
