import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { tell } from '#renderer/data/notices.ts';
import { say } from '#shared/language/words.ts';
import type { Drawing, DrawingKind } from './drawing.ts';

/** So many are kept of one contract; the oldest goes first. */
const MOST = 100;

interface DrawingStore {
  /** By contract. */
  readonly drawings: Readonly<Record<string, readonly Drawing[]>>;
  /** What the next two clicks draw; null: the pointer moves the chart. */
  readonly tool: DrawingKind | null;
  readonly selected: string | null;
  readonly choose: (tool: DrawingKind | null) => void;
  readonly select: (id: string | null) => void;
  /** Adds a drawing, or puts it in place of the one with its id. */
  readonly put: (symbol: string, drawing: Drawing) => void;
  readonly remove: (symbol: string, id: string) => void;
  readonly removeAll: (symbol: string) => void;
}

const without = (list: readonly Drawing[] | undefined, id: string): readonly Drawing[] =>
  (list ?? []).filter((drawing) => drawing.id !== id);

const putIn = (list: readonly Drawing[] = [], drawing: Drawing): readonly Drawing[] =>
  list.some(({ id }) => id === drawing.id)
    ? list.map((other) => (other.id === drawing.id ? drawing : other))
    : [...list, drawing].slice(-MOST);

/** What a person drew, by contract; kept over restarts. */
export const useDrawings = create<DrawingStore>()(
  persist(
    (set) => ({
      drawings: {},
      tool: null,
      selected: null,
      choose: (tool) => set({ tool, selected: null }),
      select: (selected) => set({ selected }),
      put: (symbol, drawing) =>
        set(({ drawings }) => ({ drawings: { ...drawings, [symbol]: putIn(drawings[symbol], drawing) } })),
      remove: (symbol, id) =>
        set(({ drawings, selected }) => ({
          drawings: { ...drawings, [symbol]: without(drawings[symbol], id) },
          selected: selected === id ? null : selected,
        })),
      removeAll: (symbol) => set(({ drawings }) => ({ drawings: { ...drawings, [symbol]: [] }, selected: null })),
    }),
    { name: 'zmart-drawings', partialize: ({ drawings }) => ({ drawings }) },
  ),
);

const NONE: readonly Drawing[] = [];

/** The drawings of a contract. */
export const useDrawingsOf = (symbol: string): readonly Drawing[] =>
  useDrawings((state) => state.drawings[symbol] ?? NONE);

/** Removes a drawing of a contract, all of them for an id of null; each comes back as it was. */
export function removeDrawings(symbol: string, id: string | null): void {
  const { drawings, remove, removeAll } = useDrawings.getState();
  const gone = (drawings[symbol] ?? []).filter((drawing) => id === null || drawing.id === id);
  if (gone.length === 0) return;
  if (id === null) removeAll(symbol);
  else remove(symbol, id);
  tell(
    say('{count, plural, one {# drawing} other {# drawings}} of {symbol} removed.', { count: gone.length, symbol }),
    { undo: () => gone.forEach((drawing) => useDrawings.getState().put(symbol, drawing)) },
  );
}
