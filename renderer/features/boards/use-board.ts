import type { DockviewApi } from 'dockview';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBoardPanels } from '#renderer/data/board-panels.ts';
import { tell } from '#renderer/data/notices.ts';
import { say } from '#shared/language/words.ts';
import { boardTitle } from './samples.ts';
import { boardOf, workedOn } from './boards.ts';
import { changeBoards, useBoards } from './boards-store.ts';
import { nowShows } from './boards-on-screen.ts';
import { layoutOf, showLayout } from './dock.ts';

/** Dragging moves often; what stands is kept when it ends, ms. */
const SETTLE_MS = 250;

/** Shows a board by its name and keeps what is changed about it. */
export function useBoard(name: string) {
  const panels = useBoardPanels();
  const [dock, setDock] = useState<DockviewApi | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What stands and is not kept yet. */
  const pending = useRef<ReturnType<typeof layoutOf> | null>(null);
  const show = useCallback(
    (to: DockviewApi) => {
      const board = boardOf(useBoards.getState(), name);
      const layout = board?.working ?? board?.saved ?? null;
      if (showLayout(to, name, layout, panels)) return;
      tell(
        say('The layout of {name} could not be shown; a board of the program stands in its place.', {
          name: boardTitle(name),
        }),
        {
          tone: 'problem',
        },
      );
    },
    [name, panels],
  );
  useEffect(() => {
    if (dock === null) return;
    show(dock);
    const leave = nowShows(dock, name);
    // The library tells of the layout it was given a moment later; that is no change of the person's.
    let settled = false;
    const settling = setTimeout(() => (settled = true), SETTLE_MS);
    const keep = () => {
      const layout = pending.current;
      pending.current = null;
      if (layout !== null) changeBoards((kept) => workedOn(kept, name, layout));
    };
    const following = dock.onDidLayoutChange(() => {
      if (!settled) return;
      pending.current = layoutOf(dock);
      clearTimeout(timer.current);
      timer.current = setTimeout(keep, SETTLE_MS);
    });
    return () => {
      leave();
      following.dispose();
      clearTimeout(settling);
      clearTimeout(timer.current);
      // Whoever leaves at once has changed it all the same.
      keep();
    };
  }, [dock, name, show]);
  const again = useCallback(() => {
    clearTimeout(timer.current);
    pending.current = null;
    if (dock !== null) show(dock);
  }, [dock, show]);
  return { dock, setDock, again };
}
