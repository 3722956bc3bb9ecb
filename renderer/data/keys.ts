import { useEffect } from 'react';
import { create } from 'zustand';
import { chordOf, opens } from './chord.ts';

/** A key and what it does; the sheet of keys shows what the window listens for, from the same entry. */
export interface KeyBinding {
  /** A chord (`Ctrl+K`, `?`), or two pressed in turn (`G D`). */
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}

/** Bindings under one heading of the sheet. */
export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

interface KeySheet {
  readonly groups: readonly KeyGroup[];
  /** The first chord of two, while the second is awaited; null otherwise. */
  readonly awaited: string | null;
}

export const useKeySheet = create<KeySheet>(() => ({ groups: [], awaited: null }));

/** How long the second of two chords is waited for, ms. */
const PATIENCE_MS = 1_500;

/** Adds keys while the caller is shown: to the window and to the sheet at once. `bindings` has to keep its identity between renders. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  useEffect(() => {
    const group = { title, bindings };
    useKeySheet.setState(({ groups }) => ({ groups: [...groups, group] }));
    return () => useKeySheet.setState(({ groups }) => ({ groups: groups.filter((other) => other !== group) }));
  }, [title, bindings]);
}

/** The keys as they are listed: groups of one title are one. */
export function listed(groups: readonly KeyGroup[]): readonly KeyGroup[] {
  const titles = new Map<string, readonly KeyBinding[]>();
  for (const { title, bindings } of groups) titles.set(title, [...(titles.get(title) ?? []), ...bindings]);
  return [...titles].map(([title, bindings]) => ({ title, bindings }));
}

/** What a person writes in. */
const WRITTEN = 'textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=file])';

/** A key without Ctrl or Alt belongs to a field or a dialog that has the focus; so does taking back what is written. */
function isTaken(chord: string, target: EventTarget | null): boolean {
  if (chord === 'Ctrl+Z') return target instanceof HTMLElement && target.closest(WRITTEN) !== null;
  if (chord.startsWith('Ctrl+') || chord.startsWith('Alt+')) return false;
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null
  );
}

const allBindings = (): readonly KeyBinding[] => useKeySheet.getState().groups.flatMap(({ bindings }) => bindings);

/** Listens for every registered key. The second of two chords comes before the keys of a screen, all others after them. */
export function listenForKeys(page: Window): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (chord: string | null): void => {
    clearTimeout(timer);
    if (useKeySheet.getState().awaited !== chord) useKeySheet.setState({ awaited: chord });
    if (chord !== null) timer = setTimeout(() => wait(null), PATIENCE_MS);
  };
  const finish = (event: KeyboardEvent): void => {
    const { awaited } = useKeySheet.getState();
    if (awaited === null || event.key === 'Shift') return;
    wait(null);
    const found = allBindings().find(({ keys }) => keys === `${awaited} ${chordOf(event)}`);
    if (found === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    found.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    const chord = chordOf(event);
    if (event.defaultPrevented || isTaken(chord, event.target)) return;
    // The newest comes first: a screen's own binding goes before the frame's.
    const found = allBindings().findLast(({ keys }) => keys === chord);
    if (found !== undefined) {
      event.preventDefault();
      found.run();
    } else if (allBindings().some(({ keys }) => opens(keys, chord))) wait(chord);
  };
  page.addEventListener('keydown', finish, true);
  page.addEventListener('keydown', onKey);
  return () => {
    clearTimeout(timer);
    page.removeEventListener('keydown', finish, true);
    page.removeEventListener('keydown', onKey);
  };
}
