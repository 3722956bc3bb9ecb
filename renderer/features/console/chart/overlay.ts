import type {
  IPrimitivePaneView,
  ISeriesPrimitive,
  ISeriesPrimitiveAxisView,
  PrimitivePaneViewZOrder,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import type { Pen } from '#renderer/charts/pen.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { besideFixed } from './axis-tags.ts';
import { paintLane } from './paint-lane.ts';
import { paintScene } from './paint-scene.ts';
import type { Plot, Scene } from './plot.ts';
import type { TradeLevel } from './trade-levels.ts';

/** A tag of the price axis. */
function tagOf(
  level: TradeLevel,
  price: number,
  y: number,
  { tokens, priceDecimals }: Scene,
): ISeriesPrimitiveAxisView {
  const filled = level.kind === 'liquidation';
  return {
    coordinate: () => y,
    text: () => formatNumber(price, priceDecimals),
    textColor: () => (filled ? tokens.panel : tokens[level.ink]),
    backColor: () => (filled ? tokens.down : tokens.raised),
  };
}

const TAGS_APART = 17;
const OUT_OF_SIGHT = -1_000;

type Paint = (pen: Pen, plot: Plot, scene: Scene) => void;

/** Hands the scene to the chart library, which draws it with each of its own frames. */
export class Overlay implements ISeriesPrimitive<Time> {
  readonly #plotAt: (width: number, height: number) => Plot;
  readonly #onPaint: () => void;
  readonly #lastPrice: () => number | null;
  #scene: Scene | null = null;
  #request: (() => void) | null = null;
  readonly #views: readonly IPrimitivePaneView[];

  /** @param onPaint called after each drawing of the pane, so that what lies over it can follow. */
  constructor(plotAt: (width: number, height: number) => Plot, onPaint: () => void, lastPrice: () => number | null) {
    this.#plotAt = plotAt;
    this.#lastPrice = lastPrice;
    this.#onPaint = onPaint;
    this.#views = [this.#view('bottom', paintLane), this.#view('normal', paintScene)];
  }

  attached({ requestUpdate }: SeriesAttachedParameter): void {
    this.#request = requestUpdate;
  }

  detached(): void {
    this.#request = null;
  }

  show(scene: Scene): void {
    this.#scene = scene;
    this.#request?.();
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }

  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    const scene = this.#scene;
    if (scene === null) return [];
    const plot = this.#plotAt(0, 0);
    const priceOf = (level: TradeLevel): number => (scene.ghost?.id === level.id ? scene.ghost.price : level.price);
    const last = this.#lastPrice();
    const fixed = last === null ? null : plot.y(last);
    const places = besideFixed(
      scene.levels.map((level) => plot.y(priceOf(level)) ?? OUT_OF_SIGHT),
      fixed,
      TAGS_APART,
    );
    return scene.levels.map((level, index) => tagOf(level, priceOf(level), places[index] ?? OUT_OF_SIGHT, scene));
  }

  #view(order: PrimitivePaneViewZOrder, paint: Paint): IPrimitivePaneView {
    return {
      zOrder: () => order,
      renderer: () => ({
        draw: (target) => {
          target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
            if (this.#scene === null) return;
            context.save();
            paint(context, this.#plotAt(width, height), this.#scene);
            context.restore();
          });
          if (order === 'normal') this.#onPaint();
        },
      }),
    };
  }
}
