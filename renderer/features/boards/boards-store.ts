import { create } from 'zustand';
import { tell } from '#renderer/data/notices.ts';
import { say } from '#shared/language/words.ts';
import type { KeptBoards } from './board-schema.ts';
import { readBoards } from './boards.ts';

const KEY = 'zmart-boards';
/** Where a text goes that could not be read: nothing is thrown away. */
const ASIDE = 'zmart-boards-set-aside';

function load(): KeptBoards {
  const text = localStorage.getItem(KEY);
  const { kept, problem } = readBoards(text);
  if (problem !== null) {
    localStorage.setItem(ASIDE, text ?? '');
    tell(problem, { tone: 'problem' });
  }
  return kept;
}

/** The boards of this browser; kept with every change. */
export const useBoards = create<KeptBoards>(load);

/** Changes the boards and keeps them. */
export function changeBoards(change: (kept: KeptBoards) => KeptBoards): void {
  const next = change(useBoards.getState());
  useBoards.setState(next, true);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    tell(say('The boards could not be kept: the browser has no room. They hold until this window closes.'), {
      tone: 'problem',
    });
  }
}

/** Takes over what another window changed. */
export function followOtherWindows(): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === KEY) useBoards.setState((now) => ({ ...readBoards(newValue).kept, current: now.current }), true);
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
