import { useEffect } from 'react';
import { BoardBar } from './board-bar.tsx';
import { useBoardActions } from './board-actions.ts';
import { BoardView } from './board-view.tsx';
import { followOtherWindows, useBoards } from './boards-store.ts';
import { NameDialog } from './name-dialog.tsx';
import { boardTitle } from './samples.ts';
import { useBoard } from './use-board.ts';
import { useBoardCommands } from './use-board-commands.ts';

const PROGRAM = 'Zmart Workstation';

/** A board and what can be done with it. */
function Board({ name, alone }: { readonly name: string; readonly alone: boolean }) {
  const { dock, setDock, again } = useBoard(name);
  const commands = useBoardCommands({ name, dock, again, alone });
  useBoardActions(dock, commands.actions);
  return (
    <>
      <BoardBar name={name} alone={alone} dock={dock} commands={commands} />
      <BoardView onReady={setDock} />
      <NameDialog question={commands.question} onClose={commands.closeQuestion} />
    </>
  );
}

/** Boards: panels of all screens, arranged as the trader likes. */
export function BoardsScreen() {
  const current = useBoards((state) => state.current);
  useEffect(followOtherWindows, []);
  return <Board name={current} alone={false} />;
}

const nameInAddress = (): string => decodeURIComponent(/^#\/board\/([^/?]+)/.exec(window.location.hash)?.[1] ?? '');

/** One board in a window of its own: its name stands in the address. */
export function BoardWindow() {
  const asked = nameInAddress();
  const boards = useBoards((state) => state.boards);
  const name = boards.find((board) => board.name === asked)?.name ?? boards[0]?.name ?? '';
  useEffect(followOtherWindows, []);
  useEffect(() => {
    document.title = `${boardTitle(name)} · ${PROGRAM}`;
  }, [name]);
  return <Board name={name} alone />;
}
