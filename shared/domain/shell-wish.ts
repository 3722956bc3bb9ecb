import { isScreenPath } from './screen-path.ts';

/** Dialogs of the window that the menu of the desktop program opens. Each asks before it does anything. */
export const WISHED_DIALOGS = ['resume', 'pause', 'palette', 'keys', 'tour'] as const;
export type WishedDialog = (typeof WISHED_DIALOGS)[number];

/** What the desktop program asks its window to show. */
export type ShellWish =
  | {
      readonly kind: 'place';
      /** As it stands behind the hash. */
      readonly path: string;
    }
  | { readonly kind: 'dialog'; readonly dialog: WishedDialog };

const EXPLANATION = /^\/explain\/[A-Za-z0-9_-]{1,64}$/;
const SYMBOL = /^\?symbol=[A-Z0-9]{4,32}$/;

/** Whether a path is that of a place that may be opened from outside the window. */
function isPlacePath(path: string): boolean {
  if (EXPLANATION.test(path)) return true;
  const at = path.indexOf('?');
  if (at < 0) return isScreenPath(path);
  return isScreenPath(path.slice(0, at)) && SYMBOL.test(path.slice(at));
}

/** Reads a wish; null when it is none. */
export function readWish(data: unknown): ShellWish | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
  if (data.kind === 'place' && 'path' in data && typeof data.path === 'string' && isPlacePath(data.path))
    return { kind: 'place', path: data.path };
  if (data.kind !== 'dialog' || !('dialog' in data)) return null;
  const dialog = WISHED_DIALOGS.find((known) => known === data.dialog);
  return dialog === undefined ? null : { kind: 'dialog', dialog };
}
