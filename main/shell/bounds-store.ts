import { z } from 'zod';
import { SmallFile } from './small-file.ts';

const COORDINATE = z.int().min(-100_000).max(100_000);
const SIZE = z.int().min(100).max(20_000);

const stored = z.strictObject({
  x: COORDINATE,
  y: COORDINATE,
  width: SIZE,
  height: SIZE,
  maximized: z.boolean(),
  // Files of versions before this one know no screen.
  screen: z.strictObject({ id: z.int(), x: COORDINATE, y: COORDINATE }).optional(),
});

/** Where the window was, in screen pixels, when it was not maximised; whether it was; and where the screen it was on began. */
export type WindowBounds = z.infer<typeof stored>;

/** The visible part of one screen, in screen pixels. */
export interface ScreenArea {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** So much of the title bar has to be on a screen for a hand to move the window by. */
const GRIP_WIDTH = 120;
const GRIP_HEIGHT = 40;

const showsGrip = (bounds: WindowBounds, screen: ScreenArea): boolean =>
  Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x) >= GRIP_WIDTH &&
  bounds.y >= screen.y &&
  bounds.y + GRIP_HEIGHT <= screen.y + screen.height;

/** A monitor that was moved takes its window along. */
function withScreen(bounds: WindowBounds, screens: readonly ScreenArea[]): WindowBounds {
  const { screen: before } = bounds;
  const now = screens.find(({ id }) => id === before?.id);
  if (before === undefined || now === undefined) return bounds;
  return { ...bounds, x: bounds.x + now.x - before.x, y: bounds.y + now.y - before.y };
}

const middle = (from: number, room: number, size: number): number => Math.round(from + (room - size) / 2);

/** In the middle of a screen, as large as it was where there is room for that. */
function within(bounds: WindowBounds, { x, y, width: room, height: tall }: ScreenArea): WindowBounds {
  const width = Math.min(bounds.width, room);
  const height = Math.min(bounds.height, tall);
  return { ...bounds, x: middle(x, room, width), y: middle(y, tall, height), width, height };
}

const distance = (bounds: WindowBounds, { x, y, width, height }: ScreenArea): number =>
  Math.hypot(bounds.x + bounds.width / 2 - x - width / 2, bounds.y + bounds.height / 2 - y - height / 2);

/**
 * The place of a window on the screens there are: where it was, on the monitor it was on, wherever that stands now. Where no screen
 * shows enough of it any more it goes to the nearest. Null when nothing is remembered or there is no screen.
 */
export function placed(remembered: WindowBounds | null, screens: readonly ScreenArea[]): WindowBounds | null {
  if (remembered === null) return null;
  const bounds = withScreen(remembered, screens);
  if (screens.some((screen) => showsGrip(bounds, screen))) return bounds;
  const [nearest] = screens.toSorted((one, other) => distance(bounds, one) - distance(bounds, other));
  return nearest === undefined ? null : within(bounds, nearest);
}

/** Remembers the place of a window; each kind of window has a file of its own. */
export class BoundsStore extends SmallFile<WindowBounds> {
  constructor(folder: string, name = 'window.json') {
    super(folder, name, stored);
  }
}
