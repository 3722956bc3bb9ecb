import { useMemo, useRef, type RefObject } from 'react';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { say } from '#shared/language/words.ts';

/** What the keys of the screen do; halting is never a single letter. */
export interface RiskKeys {
  readonly onPauseAll: () => void;
  readonly onTable: () => void;
}

/** Where the keys lead: a selector inside the screen. */
const PLACES = [
  { keys: 'S', label: say('To the symbols to pause'), place: '[data-pause=symbol]' },
  { keys: 'L', label: say('To the limits'), place: '[data-edit-limits]' },
  { keys: 'D', label: say('To the denials'), place: '.denials [role=group]' },
  { keys: 'B', label: say('To the breakers'), place: '.breakers' },
];

/** The keys of the screen, in the sheet of keys too. */
export function useRiskKeys({ onPauseAll, onTable }: RiskKeys): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [
      { keys: 'P', label: say('Pause all agents'), run: onPauseAll },
      { keys: 'T', label: say('Limits as figures'), run: onTable },
      ...PLACES.map(({ keys, label, place }) => ({
        keys,
        label,
        run: () => ref.current?.querySelector<HTMLElement>(place)?.focus(),
      })),
    ],
    [onPauseAll, onTable],
  );
  useKeys(say('Risk'), bindings);
  return ref;
}
