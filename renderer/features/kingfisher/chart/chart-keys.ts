/** What a key does on the chart. */
export type ChartKey =
  | { readonly kind: 'move'; readonly time: -1 | 0 | 1; readonly price: -1 | 0 | 1; readonly far: boolean }
  | { readonly kind: 'cluster'; readonly step: -1 | 1 }
  | { readonly kind: 'view'; readonly view: 'heatmap' | 'map' | 'classic' }
  | { readonly kind: 'range'; readonly index: number }
  | {
      readonly kind: 'class' | 'optical' | 'alert' | 'calculator' | 'simulate' | 'table' | 'picture' | 'fit' | 'clear';
    };

const move = (time: -1 | 0 | 1, price: -1 | 0 | 1) => ({ kind: 'move', time, price, far: false }) as const;

const KEYS: Readonly<Record<string, ChartKey>> = {
  ArrowLeft: move(-1, 0),
  ArrowRight: move(1, 0),
  ArrowUp: move(0, 1),
  ArrowDown: move(0, -1),
  '[': { kind: 'cluster', step: -1 },
  ']': { kind: 'cluster', step: 1 },
  h: { kind: 'view', view: 'heatmap' },
  m: { kind: 'view', view: 'map' },
  c: { kind: 'view', view: 'classic' },
  l: { kind: 'class' },
  o: { kind: 'optical' },
  a: { kind: 'alert' },
  x: { kind: 'calculator' },
  s: { kind: 'simulate' },
  t: { kind: 'table' },
  p: { kind: 'picture' },
  f: { kind: 'fit' },
  Escape: { kind: 'clear' },
};

interface Press {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta. */
  readonly modified: boolean;
}

/** Null for keys that mean nothing here. */
export function chartKey({ key, shift, modified }: Press): ChartKey | null {
  if (modified) return null;
  if (/^[1-7]$/.test(key)) return { kind: 'range', index: Number(key) - 1 };
  const found = KEYS[key.length === 1 ? key.toLowerCase() : key];
  if (found === undefined) return null;
  return found.kind === 'move' ? { ...found, far: shift } : found;
}
