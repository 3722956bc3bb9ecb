import { useEffect, useMemo } from 'react';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { say } from '#shared/language/words.ts';

const MARK = 'button[data-origin]';
/** How far a mark speaks: for its panel, its dialog or drawer, its strip of the frame; never for what lies beside it. */
const REACH = '[data-region], [data-origin-reach], [role=dialog], [role=presentation], main';

/** The mark nearest to a place of the window: of its cell, row or strip before that of its panel. Null where none is told. */
function markNear(place: Element | null): HTMLElement | null {
  const reach = place?.closest(REACH) ?? null;
  if (reach === null) return null;
  // What the whole screen has in common tells nothing of a figure.
  for (let around = place; around !== null && around.tagName !== 'MAIN'; around = around.parentElement) {
    const marks = around.matches(MARK) ? [around] : [...around.querySelectorAll(MARK)];
    const drawn = marks.find((mark) => mark.getClientRects().length > 0);
    if (drawn instanceof HTMLElement) return drawn;
    if (around === reach) return null;
  }
  return null;
}

/** What the pointer is over, else what has the focus. */
function placeAsked(): Element | null {
  const over = [...document.querySelectorAll(':hover')].at(-1);
  const focused = document.activeElement;
  return focused !== null && focused !== document.body && markNear(focused) !== null ? focused : (over ?? focused);
}

/** A click with Alt asks where a figure comes from, and does nothing else. */
function onAltPress(event: MouseEvent): void {
  if (!event.altKey || event.button !== 0 || !(event.target instanceof Element)) return;
  const mark = markNear(event.target);
  if (mark === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type === 'click') mark.click();
}

const PRESSES = ['pointerdown', 'mousedown', 'click'] as const;

/** Asking any figure where it comes from without aiming at the mark of its panel: Alt and a click, or a key. */
export function useAskOrigin(): void {
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [
      {
        keys: 'Alt+O',
        label: say('Where the figures of the panel come from; or Alt and a click on one'),
        run: () => markNear(placeAsked())?.click(),
      },
    ],
    [],
  );
  useKeys(say('Everywhere'), bindings);
  useEffect(() => {
    PRESSES.forEach((press) => window.addEventListener(press, onAltPress, true));
    return () => PRESSES.forEach((press) => window.removeEventListener(press, onAltPress, true));
  }, []);
}
