import { create } from 'zustand';

/** A word at the foot of the window that goes by itself; where it can be taken back, how. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'problem';
  readonly undo: (() => void) | null;
  /** Where to go from here. */
  readonly next: { readonly words: string; readonly href: string } | null;
}

interface Notices {
  readonly notices: readonly Notice[];
  readonly dismiss: (id: number) => void;
}

/** As many as are shown at once; the oldest goes first. */
const AT_ONCE = 3;
let last = 0;

export const useNotices = create<Notices>((set) => ({
  notices: [],
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
}));

/** Tells something at the foot of the window; `undo` is offered only where it truly takes the step back. */
export function tell(
  text: string,
  options: { readonly undo?: () => void; readonly tone?: Notice['tone']; readonly next?: Notice['next'] } = {},
): void {
  last += 1;
  const { tone = 'info', undo = null, next = null } = options;
  const notice = { id: last, text, tone, undo, next };
  useNotices.setState(({ notices }) => ({ notices: [...notices, notice].slice(-AT_ONCE) }));
}
