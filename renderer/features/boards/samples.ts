import { sayAs } from '#shared/language/words.ts';

/** Where a panel goes: beside an earlier one, or as a tab with it. */
interface Placed {
  readonly kind: string;
  readonly beside?: string;
  readonly direction?: 'left' | 'right' | 'above' | 'below' | 'within';
  /** Share of the board's width or height, by direction. */
  readonly share?: number;
  readonly link?: string;
}

/** The board that is shown first, and in place of what cannot be shown. */
export const FIRST_SAMPLE = 'Trader';

/** The boards that come with the program, as steps: the first panel fills the board, each next takes its part. A kind that does not exist is passed over. */
export const SAMPLES: Readonly<Record<string, readonly Placed[]>> = {
  Trader: [
    { kind: 'chart', link: 'blue' },
    { kind: 'watch', beside: 'chart', direction: 'left', share: 0.18, link: 'blue' },
    { kind: 'contract', beside: 'watch', direction: 'below', share: 0.36, link: 'blue' },
    { kind: 'book', beside: 'chart', direction: 'right', share: 0.24, link: 'blue' },
    { kind: 'needs', beside: 'book', direction: 'above', share: 0.28 },
    { kind: 'positions', beside: 'chart', direction: 'below', share: 0.34 },
    { kind: 'decisions', beside: 'positions', direction: 'within' },
  ],
  Watcher: [
    { kind: 'heatmap' },
    { kind: 'needs', beside: 'heatmap', direction: 'right', share: 0.26 },
    { kind: 'machine', beside: 'needs', direction: 'below', share: 0.72 },
    { kind: 'decisions', beside: 'heatmap', direction: 'below', share: 0.3 },
    { kind: 'agents', beside: 'decisions', direction: 'right', share: 0.4 },
  ],
  Risk: [
    { kind: 'risk' },
    { kind: 'money', beside: 'risk', direction: 'right', share: 0.34 },
    { kind: 'safety', beside: 'money', direction: 'below', share: 0.5 },
    { kind: 'positions', beside: 'risk', direction: 'below', share: 0.34 },
    { kind: 'journal', beside: 'positions', direction: 'within' },
  ],
};

const SAMPLE_NAMES: Readonly<Record<string, string>> = {
  Trader: sayAs('board', 'Trader'),
  Watcher: sayAs('board', 'Watcher'),
  Risk: sayAs('board', 'Risk'),
};

/** A board as it is called: one of the program in the language of the window, others as a person named them. */
export const boardTitle = (name: string): string => SAMPLE_NAMES[name] ?? name;
