import { useEffect } from 'react';
import { portfolioAction, type PortfolioAction } from './portfolio-keys.ts';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]') !== null;

/** The focus lies on a row, or on nothing that has keys of its own. */
const onRow = (target: EventTarget | null): boolean =>
  !(target instanceof HTMLElement) ||
  target.closest('button, a, [role=application], [role=region][tabindex], [role=radio]') === null;

/** Sends the keys of the screen to what they do; a dialog, a menu and a field keep theirs. */
export function usePortfolioKeys(act: (action: PortfolioAction) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || typing(event.target)) return;
      const modified =
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        (event.shiftKey && event.key.length === 1 && event.key !== '/');
      const action = portfolioAction({ key: event.key, modified, onRow: onRow(event.target) });
      if (action === null) return;
      event.preventDefault();
      act(action);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [act]);
}
