import { useQueryClient } from '@tanstack/react-query';
import type { Client } from '#shared/contract/index.ts';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { undoBy } from '#renderer/data/undo.ts';
import { verbatim } from '#shared/language/words.ts';
import { counterOf, type NamedChange } from './change-questions.ts';

/** The journal holds it, and has one language. */
const UNDO_REASON = verbatim('Taken back at once by the one who did it.');

type Changed = Awaited<ReturnType<Client['slots']['add']>>;

function call(slots: Client['slots'], change: NamedChange, reason: string, confirmation: string): Promise<Changed> {
  const about = { symbol: change.symbol, reason };
  switch (change.kind) {
    case 'replace':
      return slots.replace({ ...about, newcomer: change.newcomer, confirmation });
    case 'remove':
      return slots.remove({ ...about, confirmation });
    case 'ban':
      return slots.ban({ ...about, confirmation });
    default:
      return slots[change.kind](about);
  }
}

/** Makes a change of the portfolio, and has everything about it read again. */
export function useChange() {
  const { slots } = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const { run, ...action } = useAction();
  const make = async (change: NamedChange, reason: string, confirmation: string): Promise<Changed | null> => {
    const done = await run(() => call(slots, change, reason, confirmation));
    if (done !== null) void queries.invalidateQueries({ queryKey: api.slots.key() });
    return done;
  };
  const takenBack = (change: NamedChange, wasIn: boolean): (() => void) | undefined => {
    const counter = counterOf(change, wasIn);
    if (counter === null) return undefined;
    return undoBy(async () => {
      // A change that touches a position asks for its name: this one is refused then.
      await call(slots, counter, UNDO_REASON, '');
      await queries.invalidateQueries({ queryKey: api.slots.key() });
    });
  };
  return { ...action, make, takenBack };
}
