import type { DockviewApi } from 'dockview';

/** The docks on screen, by the board that each shows. */
const docks = new Map<string, DockviewApi>();

/** Notes that a dock shows a board from now on; the way to take that back. */
export function nowShows(dock: DockviewApi, board: string): () => void {
  docks.set(board, dock);
  return () => {
    if (docks.get(board) === dock) docks.delete(board);
  };
}

/** The board that a dock shows; null for one that has left the screen. */
export const boardIn = (dock: DockviewApi): string | null =>
  [...docks].find(([, shown]) => shown === dock)?.[0] ?? null;

/** The dock that shows a board; null while it is not on screen. */
export const dockOf = (board: string): DockviewApi | null => docks.get(board) ?? null;
