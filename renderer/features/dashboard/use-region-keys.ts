import { useMemo, useRef, type RefObject } from 'react';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { say } from '#shared/language/words.ts';

const ESCAPE = 'Escape';
const REGIONS = ['1', '2', '3', '4', '5', '6', '7', '8'];

/** The keys 1 to 8 move the focus to the regions inside the element, in their order; P asks to pause the intake; Escape leaves a region. */
export function useRegionKeys(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const show = useFrameDialogs((state) => state.show);
  const bindings = useMemo<readonly KeyBinding[]>(() => {
    const focus = (index: number) => ref.current?.querySelectorAll<HTMLElement>('[data-region]')[index]?.focus();
    const leave = () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    };
    return [
      ...REGIONS.map((keys, index) => ({
        keys,
        label: say('To panel {number}', { number: keys }),
        run: () => focus(index),
      })),
      { keys: 'P', label: say('Pause signal intake'), run: () => show('pause') },
      { keys: ESCAPE, label: say('Leave the panel'), run: leave },
    ];
  }, [show]);
  useKeys(say('Dashboard'), bindings);
  return ref;
}
