import { createContext, use, type KeyboardEvent } from 'react';

/** The input that is looked at: chosen in one panel, it is marked in the others. */
export interface ChosenInput {
  /** `technical/trend`; null when none is. */
  readonly chosen: string | null;
  readonly choose: (key: string | null) => void;
}

export const ChosenContext = createContext<ChosenInput>({ chosen: null, choose: () => undefined });

export const useChosen = (): ChosenInput => use(ChosenContext);

/** Arrow keys move the focus between the rows of a list. */
export function rowKeys(event: KeyboardEvent<HTMLElement>): void {
  const { key } = event;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
  const row = (event.target as HTMLElement).closest('tr');
  const next = key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
