import { say } from '#shared/language/words.ts';
import type { ColumnChoice } from './columns.ts';
import type { Place } from './matrix-layout.ts';

/** What a key does on the matrix. */
export type KeyAction =
  | { readonly kind: 'move'; readonly to: Place }
  | { readonly kind: 'page'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'zoom'; readonly by: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'usual' }
  | { readonly kind: 'pin' }
  | { readonly kind: 'close' }
  | { readonly kind: 'columns'; readonly choice: ColumnChoice }
  | { readonly kind: 'sort' }
  | { readonly kind: 'confidence' }
  | { readonly kind: 'numbers' }
  | { readonly kind: 'find' }
  | { readonly kind: 'explain' }
  | { readonly kind: 'back' }
  | { readonly kind: 'on' }
  | { readonly kind: 'live' }
  | { readonly kind: 'help' };

interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  /** Control, alt or meta: such a key belongs to the frame. */
  readonly modified: boolean;
}

/** Rows or columns that a step with shift takes. */
const STRIDE = 5;

const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** A step of the zoom. */
export const ZOOM_STEP = 1.25;

const LETTERS: Readonly<Record<string, KeyAction>> = {
  t: { kind: 'columns', choice: 'timeframes' },
  a: { kind: 'columns', choice: 'agents' },
  b: { kind: 'columns', choice: 'both' },
  h: { kind: 'columns', choice: 'time' },
  '+': { kind: 'zoom', by: ZOOM_STEP },
  '=': { kind: 'zoom', by: ZOOM_STEP },
  '-': { kind: 'zoom', by: 1 / ZOOM_STEP },
  w: { kind: 'all' },
  '0': { kind: 'usual' },
  s: { kind: 'sort' },
  d: { kind: 'confidence' },
  v: { kind: 'numbers' },
  f: { kind: 'find' },
  e: { kind: 'explain' },
  ',': { kind: 'back' },
  '.': { kind: 'on' },
  l: { kind: 'live' },
  '?': { kind: 'help' },
  enter: { kind: 'pin' },
  escape: { kind: 'close' },
};

const PAGES: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/** A place of a list that is nearest to a number. */
export const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

interface Extent {
  readonly rows: number;
  readonly columns: number;
}

function moved(press: KeyPress, at: Place, { rows, columns }: Extent): Place | null {
  if (press.key === 'Home') return { row: at.row, column: 0 };
  if (press.key === 'End') return { row: at.row, column: columns - 1 };
  const step = STEPS[press.key];
  if (step === undefined) return null;
  const by = press.shift ? STRIDE : 1;
  return { row: within(at.row + step.row * by, rows), column: within(at.column + step.column * by, columns) };
}

/** What a key press means with the focus on a place; null leaves the key to others. */
export function keyAction(press: KeyPress, at: Place, extent: Extent): KeyAction | null {
  if (press.modified || extent.rows === 0 || extent.columns === 0) return null;
  const page = PAGES[press.key];
  if (page !== undefined) return { kind: 'page', rows: press.shift ? 0 : page, columns: press.shift ? page : 0 };
  const to = moved(press, at, extent);
  if (to !== null) return { kind: 'move', to };
  return LETTERS[press.key.toLowerCase()] ?? null;
}

/** The keys of the screen, as its help lists them. */
export const KEY_HELP: readonly (readonly [string, string])[] = [
  ['← ↑ → ↓', say('move the focus; with Shift by five')],
  ['Home End', say('ends of the row')],
  ['Enter', say('show why, in the panel')],
  ['Esc', say('close the panel')],
  ['PgUp PgDn', say('a view of rows up and down; with Shift of columns')],
  ['T A B H', say('columns: timeframes, agents, both, over time')],
  ['+ −', say('larger and smaller cells; Ctrl and wheel does it at the pointer')],
  ['W 0', say('the whole matrix at once; usual size')],
  ['S', say('sort by this column: falling, rising, as usual')],
  ['D', say('confidence as dot, size, off')],
  ['V', say('print the figures in the cells')],
  ['F', say('find a symbol')],
  ['E', say('full explanation of the latest signal here')],
  [', .', say('a step of time back and on')],
  ['L', say('live again')],
  ['?', say('this list')],
];
