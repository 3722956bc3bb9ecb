import { useEffect } from 'react';
import { create } from 'zustand';

/** Something that can be done, offered by the command palette. */
export interface Action {
  /** Stands for it among the recent ones, and finds it by its English words in every language: `boards.split-right`. */
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** What it means or asks for, in a few words. */
  readonly note: string;
  /** Its key as the sheet of keys writes it. */
  readonly keys?: string;
  readonly run: () => void;
}

interface Actions {
  readonly lists: readonly (readonly Action[])[];
}

export const useActionLists = create<Actions>(() => ({ lists: [] }));

/** Offers actions while the caller is shown. `actions` has to keep its identity between renders. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    useActionLists.setState(({ lists }) => ({ lists: [...lists, actions] }));
    return () => useActionLists.setState(({ lists }) => ({ lists: lists.filter((other) => other !== actions) }));
  }, [actions]);
}
