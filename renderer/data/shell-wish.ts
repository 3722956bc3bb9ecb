import { create } from 'zustand';
import { readWish, type ShellWish } from '#shared/domain/shell-wish.ts';

/** The name under which the preload hands over what the desktop program wants shown. */
const WISH_MESSAGE = 'zmart-wish';

interface ShellWishes {
  /** What is to be shown next; null when it was. */
  readonly wish: ShellWish | null;
}

/** What the menu, a notice or a link of the desktop program asks this window to show. */
export const useShellWishes = create<ShellWishes>(() => ({ wish: null }));

/** The part of a window that is listened to. */
type WishPage = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/** Listens from the first moment, also while nothing is drawn that could show anything. Frames of other pages are passed over. */
export function listenForWishes(page: WishPage): () => void {
  const listener = ({ source, data }: MessageEvent<unknown>): void => {
    if (source !== page || typeof data !== 'object' || data === null) return;
    if (!('name' in data) || data.name !== WISH_MESSAGE || !('wish' in data)) return;
    const wish = readWish(data.wish);
    if (wish !== null) useShellWishes.setState({ wish });
  };
  page.addEventListener('message', listener);
  return () => page.removeEventListener('message', listener);
}
