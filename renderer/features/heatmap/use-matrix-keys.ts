import type { KeyboardEvent } from 'react';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useLatestSignal } from './cell-panel.tsx';
import { refAt, type CellRef } from './cell-ref.ts';
import { keyAction, type KeyAction } from './matrix-keys.ts';
import type { Place } from './matrix-layout.ts';
import { nextSort } from './row-order.ts';
import { stepped } from './scrub-time.ts';
import type { Past } from './use-past.ts';
import type { Matrix } from './use-matrix.ts';
import type { ConfidenceMode, ViewSettings } from './view-settings.ts';

const NEXT_CONFIDENCE: Readonly<Record<ConfidenceMode, ConfidenceMode>> = { dot: 'size', size: 'off', off: 'dot' };

interface KeyHost {
  readonly matrix: Matrix;
  readonly settings: ViewSettings;
  readonly change: (part: Partial<ViewSettings>) => void;
  readonly cursor: Place;
  readonly setCursor: (ref: CellRef | null) => void;
  readonly setPin: (ref: CellRef | null) => void;
  readonly past: Pick<Past, 'at' | 'setAt'>;
  readonly find: () => void;
  readonly help: () => void;
}

type Doers = { readonly [K in KeyAction['kind']]: (action: Extract<KeyAction, { kind: K }>) => void };

/** Turns key presses on the matrix into what they do. */
export function useMatrixKeys(host: KeyHost): (event: KeyboardEvent) => void {
  const { matrix, settings, change, cursor } = host;
  const { rows, columns } = matrix;
  const explain = useExplain();
  const signal = useLatestSignal(rows[cursor.row]?.symbol ?? null, columns[cursor.column]?.timeframe ?? null);
  const step = (by: number): void => {
    if (matrix.now !== null) host.past.setAt(stepped(host.past.at, by, matrix.now));
  };
  const doers: Doers = {
    move: ({ to }) => host.setCursor(refAt(to, rows, columns)),
    pin: () => host.setPin(refAt(cursor, rows, columns)),
    close: () => host.setPin(null),
    columns: ({ choice }) => change({ columns: choice }),
    sort: () => {
      const id = columns[cursor.column]?.id;
      if (id !== undefined) change({ sort: nextSort(settings.sort, id) });
    },
    confidence: () => change({ confidence: NEXT_CONFIDENCE[settings.confidence] }),
    numbers: () => change({ numbers: !settings.numbers }),
    find: host.find,
    explain: () => {
      if (signal !== null && host.past.at === null) explain.open(signal);
    },
    help: host.help,
    back: () => step(-1),
    on: () => step(1),
    live: () => host.past.setAt(null),
  };
  return (event) => {
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    const press = { key, shift: shiftKey, modified: ctrlKey || altKey || metaKey };
    const action = keyAction(press, cursor, { rows: rows.length, columns: columns.length });
    if (action === null) return;
    event.preventDefault();
    event.stopPropagation();
    (doers[action.kind] as (action: KeyAction) => void)(action);
  };
}
