import type { DockviewApi } from 'dockview';
import { useMemo } from 'react';
import { useActions, type Action } from '#renderer/data/actions.ts';
import { useBoardPanels, type BoardPanel } from '#renderer/data/board-panels.ts';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { tell } from '#renderer/data/notices.ts';
import { say } from '#shared/language/words.ts';
import { workedOn } from './boards.ts';
import { boardIn, dockOf } from './boards-on-screen.ts';
import { changeBoards } from './boards-store.ts';
import { addPanel, goToSide, layoutOf, movePanel, showLayout, type Side } from './dock.ts';

interface SideWords {
  readonly side: Side;
  readonly arrow: string;
  readonly go: string;
  readonly move: string;
}

const SIDES: readonly SideWords[] = [
  {
    side: 'left',
    arrow: 'ArrowLeft',
    go: say('To the panel at the left'),
    move: say('Move the panel left: into its neighbour, or out of its group'),
  },
  {
    side: 'right',
    arrow: 'ArrowRight',
    go: say('To the panel at the right'),
    move: say('Move the panel right: into its neighbour, or out of its group'),
  },
  {
    side: 'up',
    arrow: 'ArrowUp',
    go: say('To the panel above'),
    move: say('Move the panel up: into its neighbour, or out of its group'),
  },
  {
    side: 'down',
    arrow: 'ArrowDown',
    go: say('To the panel below'),
    move: say('Move the panel down: into its neighbour, or out of its group'),
  },
];

/** Closes a panel, the active one where none is named; undone, it comes back where it stood. */
export function closePanel(dock: DockviewApi, panels: readonly BoardPanel[], panel = dock.activePanel): void {
  if (panel === undefined) return;
  const before = layoutOf(dock);
  const board = boardIn(dock);
  const kind = panels.find((entry) => entry.kind === panel.view.contentComponent);
  const title = kind?.title ?? panel.title ?? '';
  panel.api.close();
  tell(say('{title} was closed.', { title }), { undo: () => board !== null && putBack(board, before) });
}

/** Gives a board a layout again, also where it has left the screen meanwhile. */
function putBack(board: string, layout: ReturnType<typeof layoutOf>): void {
  const shown = dockOf(board);
  if (shown === null) changeBoards((kept) => workedOn(kept, board, layout));
  else showLayout(shown, '', layout, []);
}

function maximize(dock: DockviewApi): void {
  if (dock.hasMaximizedGroup()) dock.exitMaximizedGroup();
  else if (dock.activePanel !== undefined) dock.maximizeGroup(dock.activePanel);
}

interface Step {
  readonly id: string;
  readonly keys: string;
  readonly label: string;
  readonly run: (dock: DockviewApi, panels: readonly BoardPanel[]) => void;
}

const STEPS: readonly Step[] = [
  ...SIDES.map(({ side, arrow, go }) => ({
    id: `go-${side}`,
    keys: `Alt+${arrow}`,
    label: go,
    run: (dock: DockviewApi) => goToSide(dock, side),
  })),
  ...SIDES.map(({ side, arrow, move }) => ({
    id: `move-${side}`,
    keys: `Alt+Shift+${arrow}`,
    label: move,
    run: (dock: DockviewApi) => movePanel(dock, side),
  })),
  { id: 'next', keys: 'Alt+N', label: say('Next panel'), run: (dock) => dock.activateNext({ includePanel: true }) },
  { id: 'maximize', keys: 'Alt+M', label: say('Panel over the whole board, and back'), run: maximize },
  { id: 'close', keys: 'Alt+W', label: say('Close the panel'), run: (dock, panels) => closePanel(dock, panels) },
];

/** Every move of the board by keyboard: as keys with the sheet, and by name in the palette. */
export function useBoardActions(dock: DockviewApi | null, commands: readonly Action[]): void {
  const panels = useBoardPanels();
  const actions = useMemo<readonly Action[]>(() => {
    if (dock === null) return commands;
    const group = say('Board');
    return [
      ...commands,
      ...STEPS.map(({ id, keys, label, run }) => ({
        id: `board.${id}`,
        group,
        label,
        note: say('board'),
        keys,
        run: () => run(dock, panels),
      })),
      ...panels.map((panel) => ({
        id: `board.add.${panel.kind}`,
        group: say('Add to the board'),
        label: say('Add {title}', { title: panel.title }),
        note: panel.about,
        run: () => addPanel(dock, panel),
      })),
    ];
  }, [dock, commands, panels]);
  useActions(actions);
  const bindings = useMemo<readonly KeyBinding[]>(
    () => (dock === null ? [] : STEPS.map(({ keys, label, run }) => ({ keys, label, run: () => run(dock, panels) }))),
    [dock, panels],
  );
  useKeys(say('Board'), bindings);
}
