import type { KeyboardEvent } from 'react';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useLatestSignal } from './cell-panel.tsx';
import type { Camera } from './camera.ts';
import { refAt, type CellRef } from './cell-ref.ts';
import { keyAction, within, type KeyAction } from './matrix-keys.ts';
import type { MatrixLayout, Place } from './matrix-layout.ts';
import { nextSort } from './row-order.ts';
import { stepped } from './scrub-time.ts';
import type { Past } from './use-past.ts';
import type { Matrix } from './use-matrix.ts';
import type { ZoomActs } from './use-zoom.ts';
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
  readonly camera: Camera;
  readonly layout: MatrixLayout;
  readonly zoom: ZoomActs;
  readonly find: () => void;
  readonly help: () => void;
}

type Doers = { readonly [K in KeyAction['kind']]: (action: Extract<KeyAction, { kind: K }>) => void };

/** Rows and columns that are seen at once. */
function pageOf({ camera, layout, matrix }: KeyHost): { readonly rows: number; readonly columns: number } {
  const share = camera.viewWidth / Math.max(1, layout.width);
  return {
    rows: Math.max(1, Math.floor(camera.viewHeight / layout.rowHeight)),
    columns: Math.max(1, Math.floor(matrix.columns.length * Math.min(1, share))),
  };
}

/** Turns key presses on the matrix into what they do. */
export function useMatrixKeys(host: KeyHost): (event: KeyboardEvent) => void {
  const { matrix, settings, change, cursor, zoom } = host;
  const { rows, columns } = matrix;
  const explain = useExplain();
  const signal = useLatestSignal(rows[cursor.row]?.symbol ?? null, columns[cursor.column]?.timeframe ?? null);
  const overTime = settings.columns === 'time';
  const go = (row: number, column: number): void => {
    const to = { row: within(row, rows.length), column: within(column, columns.length) };
    host.setCursor(refAt(to, rows, columns));
  };
  const step = (by: number): void => {
    if (overTime) go(cursor.row, cursor.column + by);
    else if (matrix.now !== null) host.past.setAt(stepped(host.past.at, by, matrix.now));
  };
  const doers: Doers = {
    move: ({ to }) => host.setCursor(refAt(to, rows, columns)),
    page: ({ rows: down, columns: right }) => {
      const { rows: tall, columns: wide } = pageOf(host);
      go(cursor.row + down * tall, cursor.column + right * wide);
    },
    zoom: ({ by }) => zoom.step(by),
    all: zoom.all,
    usual: zoom.usual,
    pin: () => host.setPin(refAt(cursor, rows, columns)),
    close: () => host.setPin(null),
    columns: ({ choice }) => change({ columns: choice, zoom: { ...settings.zoom, x: 1 } }),
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
    live: () => (overTime ? go(cursor.row, columns.length - 1) : host.past.setAt(null)),
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
