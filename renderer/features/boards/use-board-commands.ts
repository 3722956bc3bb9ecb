import type { DockviewApi } from 'dockview';
import { useMemo, useState } from 'react';
import type { Action } from '#renderer/data/actions.ts';
import { tell } from '#renderer/data/notices.ts';
import { say } from '#shared/language/words.ts';
import { boardTitle } from './samples.ts';
import { boardOf, removed, renamed, reset, saved, savedAs, savedBefore } from './boards.ts';
import { changeBoards, useBoards } from './boards-store.ts';
import { layoutOf } from './dock.ts';

/** Asks for the name of a board. */
export interface NameQuestion {
  readonly title: string;
  readonly confirm: string;
  readonly initial: string;
  readonly onName: (name: string) => void;
}

interface Parts {
  readonly name: string;
  readonly dock: DockviewApi | null;
  readonly again: () => void;
  readonly alone: boolean;
}

/** The path at which a board has a window of its own; the desktop program opens no other. */
const boardAddress = (name: string): string => `${window.location.pathname}#/board/${encodeURIComponent(name)}`;

/** Opens a board in a window of its own. The desktop program makes that window itself, so nothing comes back there. */
function openWindow(name: string): void {
  const opened = window.open(boardAddress(name), '_blank', 'popup,width=1280,height=800');
  if (opened === null && window.location.protocol === 'http:')
    tell(say('The browser did not open the window. Allow windows of this page, or open the board in a new tab.'), {
      tone: 'problem',
    });
}

/** Deletes a board; it comes back whole. */
function remove(name: string): void {
  const before = boardOf(useBoards.getState(), name);
  changeBoards((kept) => removed(kept, name));
  tell(say('The board {name} was deleted.', { name: boardTitle(name) }), {
    undo: () => {
      if (before === null || boardOf(useBoards.getState(), name) !== null) return;
      changeBoards((kept) => ({ ...kept, current: name, boards: [...kept.boards, before] }));
    },
  });
}

function rename(from: string, to: string): void {
  changeBoards((kept) => renamed(kept, from, to));
  if (from === to) return;
  tell(say('The board {name} is now called {to}.', { name: boardTitle(from), to }), {
    undo: () => {
      const kept = useBoards.getState();
      if (boardOf(kept, to) !== null && boardOf(kept, from) === null) changeBoards((now) => renamed(now, to, from));
    },
  });
}

const goTo = (name: string): void => changeBoards((kept) => ({ ...kept, current: name }));

function save({ name, dock }: Parts): void {
  if (dock === null) return;
  const before = boardOf(useBoards.getState(), name);
  const layout = layoutOf(dock);
  changeBoards((kept) => saved(kept, name, layout));
  tell(say('The board {name} is saved.', { name: boardTitle(name) }), {
    // As it is saved goes back, what is seen stays.
    undo: () => changeBoards((kept) => savedBefore(kept, name, before?.saved ?? null, layout)),
  });
}

function putBack({ name, again }: Parts): void {
  const before = boardOf(useBoards.getState(), name);
  changeBoards((kept) => reset(kept, name));
  again();
  tell(say('The board {name} stands as it was saved.', { name: boardTitle(name) }), {
    undo: () => {
      if (before === null) return;
      changeBoards((kept) => ({ ...kept, boards: kept.boards.map((board) => (board.name === name ? before : board)) }));
      again();
    },
  });
}

function actionsOf(parts: Parts, ask: (question: NameQuestion) => void, names: readonly string[]): readonly Action[] {
  const { name, dock } = parts;
  const group = say('Boards');
  const title = boardTitle(name);
  const saveAs = (chosen: string) => {
    if (dock !== null) changeBoards((kept) => savedAs(kept, chosen, layoutOf(dock)));
  };
  const make = (id: string, label: string, note: string, run: () => void): Action => ({
    id: `boards.${id}`,
    group,
    label,
    note,
    run,
  });
  return [
    make('save', say('Save the board'), title, () => save(parts)),
    make('save-as', say('Save the board as…'), say('asks for a name'), () =>
      ask({ title: say('Save the board as'), confirm: say('Save'), initial: '', onName: saveAs }),
    ),
    make('rename', say('Rename the board…'), title, () =>
      ask({
        title: say('Rename {name}', { name: title }),
        confirm: say('Rename'),
        initial: title,
        onName: (to) => rename(name, to),
      }),
    ),
    make('reset', say('Put the board back as it was saved'), title, () => putBack(parts)),
    make('delete', say('Delete the board'), title, () => remove(name)),
    make('window', say('Open the board in its own window'), say('for a second monitor'), () => openWindow(name)),
    ...names.map((other) =>
      make(`go.${other}`, say('Board {name}', { name: boardTitle(other) }), say('go to this board'), () => goTo(other)),
    ),
  ];
}

/** What can be done with a board, by the bar and by the palette alike. */
export function useBoardCommands(parts: Parts) {
  const { name, dock, again, alone } = parts;
  const boards = useBoards((state) => state.boards);
  const names = useMemo(() => (alone ? [] : boards.map((board) => board.name)), [alone, boards]);
  const key = names.join('\n');
  const [question, ask] = useState<NameQuestion | null>(null);
  const actions = useMemo(
    () => actionsOf({ name, dock, again, alone }, ask, key === '' ? [] : key.split('\n')),
    [name, dock, again, alone, key],
  );
  const run = (id: string) => actions.find((action) => action.id === `boards.${id}`)?.run();
  return { actions, run, names, goTo, question, closeQuestion: () => ask(null) };
}

export type BoardCommands = ReturnType<typeof useBoardCommands>;
