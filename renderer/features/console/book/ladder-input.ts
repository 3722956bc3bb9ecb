import type { KeyboardEvent, PointerEvent, WheelEvent } from 'react';
import { ladderColumns, ROW_HEIGHT, zoneAt } from './ladder-layout.ts';
import { pinnedOf } from './own-orders.ts';
import { stepAt } from './ladder-rows.ts';
import type { LadderClick } from './ladder-click.ts';
import type { LadderScene } from './ladder-scene.ts';

/** Pointer and keys over the ladder: they change the scene and ask for a drawing, never for a render. */
export interface LadderInput {
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onClick: (event: { readonly nativeEvent: MouseEvent }) => void;
  readonly onWheel: (event: WheelEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Wheel movement that scrolls one row, px. */
const WHEEL_ROW = 30;

interface InputParts {
  readonly scene: LadderScene;
  readonly width: number;
  readonly draw: () => void;
  readonly take: (click: LadderClick) => void;
  /** Says what the keyboard's mark stands on. */
  readonly tell: (step: number) => void;
}

export function ladderInput({ scene, width, draw, take, tell }: InputParts): LadderInput {
  const columns = ladderColumns(width);
  let wheel = 0;

  const spotOf = (event: { readonly offsetX: number; readonly offsetY: number }) => ({
    row: Math.floor(event.offsetY / ROW_HEIGHT),
    zone: zoneAt(columns, event.offsetX),
  });
  const hover = (spot: LadderScene['hover']): void => {
    if (spot?.row === scene.hover?.row && spot?.zone === scene.hover?.zone) return;
    scene.hover = spot;
    draw();
  };

  return {
    onPointerMove: ({ nativeEvent }) => {
      scene.pointed = true;
      const spot = spotOf(nativeEvent);
      const step = scene.rows === null ? null : stepAt(scene.rows, spot.row);
      hover(step === null || spot.row >= scene.room ? null : spot);
    },
    onPointerLeave: () => {
      scene.pointed = false;
      hover(null);
    },
    onClick: ({ nativeEvent }) => {
      const { rows } = scene;
      const { row, zone } = spotOf(nativeEvent);
      if (rows === null || row >= scene.room) return;
      const pinned = pinnedAt(scene, row, nativeEvent.offsetX, columns);
      if (pinned !== null) {
        scene.centreOn(pinned);
        draw();
        return;
      }
      const step = stepAt(rows, row);
      if (step !== null) take({ ticks: step * scene.book.groupTicks, zone });
    },
    onWheel: ({ deltaY }) => {
      wheel += deltaY;
      const moved = Math.trunc(wheel / WHEEL_ROW);
      if (moved === 0) return;
      wheel -= moved * WHEEL_ROW;
      scene.scroll(-moved);
      draw();
    },
    onKeyDown: (event) => {
      const step = keyStep(event, scene);
      if (step === 'none') return;
      event.preventDefault();
      if (step === 'take') {
        if (scene.cursor !== null) take({ ticks: scene.cursor * scene.book.groupTicks, zone: 'price' });
        return;
      }
      scene.cursor = step;
      scene.show(step);
      tell(step);
      draw();
    },
  };
}

/** The price of an order pinned at the edge under the pointer; null elsewhere. */
function pinnedAt(
  scene: LadderScene,
  row: number,
  x: number,
  columns: ReturnType<typeof ladderColumns>,
): number | null {
  if (scene.rows === null || (row !== 0 && row !== scene.rows.rows - 1)) return null;
  const { above, below } = pinnedOf(scene.own, scene.rows);
  const level = row === 0 ? above : below;
  if (level === null) return null;
  const over = level.side === 'buy' ? x < columns.bidLeft : x >= columns.askRight;
  return over ? level.step : null;
}

function keyStep(event: KeyboardEvent<HTMLElement>, scene: LadderScene): number | 'take' | 'none' {
  if (event.ctrlKey || event.metaKey || event.altKey) return 'none';
  const start = scene.cursor ?? (scene.rows === null ? null : scene.rows.split - 1);
  if (start === null) return 'none';
  const stride = event.shiftKey ? 10 : 1;
  switch (event.key) {
    case 'ArrowUp':
      return start + stride;
    case 'ArrowDown':
      return Math.max(1, start - stride);
    case 'PageUp':
      return start + 10;
    case 'PageDown':
      return Math.max(1, start - 10);
    case 'Home':
      return scene.rows === null ? start : scene.rows.split - 1;
    case 'Enter':
    case ' ':
      return 'take';
    default:
      return 'none';
  }
}
