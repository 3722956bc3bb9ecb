import { useEffect, useRef, type RefObject } from 'react';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable], [role=dialog]') !== null;

/** The keys 1 to 8 move the focus to the regions inside the element, in their order; P asks to pause the intake; Escape leaves a region. */
export function useRegionKeys(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const show = useFrameDialogs((state) => state.show);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'Escape' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
      if (event.key === 'p') show('pause');
      const regions = ref.current?.querySelectorAll<HTMLElement>('[data-region]') ?? [];
      regions[Number(event.key) - 1]?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [show]);
  return ref;
}
