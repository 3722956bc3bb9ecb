/** The part of a key press that a chord is made of. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** A press as its chord is written: `Ctrl+Shift+K`, `G`, `?`. Command counts as Ctrl; Shift only where it does not make another sign. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = key.length === 1 ? key.toUpperCase() : key;
  const held = ctrlKey || metaKey;
  const shifted = shiftKey && (held || altKey || key.length > 1);
  return [...(held ? ['Ctrl'] : []), ...(altKey ? ['Alt'] : []), ...(shifted ? ['Shift'] : []), name].join('+');
}

/** The chords of a binding, pressed one after the other: `G D` are two. */
export const chordsOf = (keys: string): readonly string[] => keys.split(' ');

/** Whether the start of a binding of several chords. */
export const opens = (keys: string, chord: string): boolean => {
  const [first, second] = chordsOf(keys);
  return second !== undefined && first === chord;
};
