import { useEffect, useEffectEvent } from 'react';
import { say } from '#shared/language/words.ts';
import { useKeySheet, type KeyBinding, type KeyGroup } from '#renderer/data/keys.ts';

const TITLE = say('Trading console');

let group: KeyGroup = { title: TITLE, bindings: [] };

/** The keys of all panels of the console are one group of the window's sheet of keys. */
function publish(next: readonly KeyBinding[]): void {
  const before = group;
  group = { title: TITLE, bindings: next };
  useKeySheet.setState(({ groups }) => {
    const others = groups.filter((other) => other !== before);
    return { groups: next.length === 0 ? others : [...others, group] };
  });
}

const chord = (key: string): string =>
  key
    .split('+')
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join('+');

/**
 * Takes a key (`B`, `Alt+1`, `ArrowUp`, `Shift+ArrowUp`, `Ctrl+Enter`, `Escape`, `?`) for as long as the caller needs it; of
 * several takers the latest has it. Letters stay text inside fields. Gives the way to let it go.
 */
function registerConsoleKey(key: string, label: string, run: () => void): () => void {
  const binding: KeyBinding = { keys: chord(key), label, run };
  publish([...group.bindings, binding]);
  return () => publish(group.bindings.filter((other) => other !== binding));
}

/** A key of the console while the component is shown. */
export function useConsoleKey(key: string, label: string, run: () => void): void {
  const latest = useEffectEvent(run);
  useEffect(() => registerConsoleKey(key, label, () => latest()), [key, label]);
}
