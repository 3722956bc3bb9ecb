import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardPlaces } from './card-places.ts';
import { chartKey } from './chart-keys.ts';
import { timeframeFor } from './fit.ts';
import { plotLayout } from './plot-layout.ts';
import { niceAtLeast, priceTicks, scalesOf, timeTicks } from './scales.ts';
import { centred, fittedPrices, limited, panned, zoomPrice, zoomTime, type Viewport } from './viewport.ts';

const HOUR = 3_600_000;
const VIEW: Viewport = { from: 0, to: 96 * HOUR, low: Math.log(90), high: Math.log(110) };
const LIMITS = { from: -1_000 * HOUR, to: 96 * HOUR, shortest: HOUR, longest: 1_000 * HOUR };
const WIDE = { width: 1_200, height: 600, heatmap: true, map: true, classic: false };

describe('the layout', () => {
  it('fills the width from left to right without gaps', () => {
    for (const width of [360, 600, 900, 1_400]) {
      const { plot, ahead, axis, map } = plotLayout({ ...WIDE, width });
      expect(ahead.x).toBe(plot.x + plot.width);
      expect(axis.x).toBe(ahead.x + ahead.width);
      expect(map.x).toBe(axis.x + axis.width);
      expect(map.x + map.width).toBe(width);
    }
  });

  it('gives the map all of the width when it stands alone', () => {
    const { plot, axis, map } = plotLayout({ ...WIDE, heatmap: false });
    expect([plot.width, axis.x, map.width]).toEqual([0, 0, 1_134]);
  });
});

describe('scales', () => {
  const scales = scalesOf(plotLayout(WIDE), VIEW);

  it('lead to pixels and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 91, max: 109, noNaN: true }), fc.integer({ min: 0, max: 96 }), (price, hours) => {
        expect(scales.price(scales.y(price))).toBeCloseTo(price, 8);
        expect(scales.ts(scales.x(hours * HOUR))).toBeCloseTo(hours * HOUR, 3);
      }),
    );
  });

  it('make equal factors equally high', () => {
    expect(scales.y(99) - scales.y(99 * 1.01)).toBeCloseTo(scales.y(95) - scales.y(95 * 1.01), 9);
  });
});

describe('ticks', () => {
  it('are round prices that keep their distance', () => {
    const ticks = priceTicks(VIEW, 522);
    expect(ticks[0]).toBe(90);
    expect(ticks.at(-1)).toBe(110);
    expect((ticks[1] ?? 0) - (ticks[0] ?? 0)).toBe(2);
    expect(niceAtLeast(0.0013)).toBeCloseTo(0.002, 12);
  });

  it('name the days', () => {
    const ticks = timeTicks(VIEW, 700);
    expect(ticks.map(({ ts }) => ts / HOUR)).toEqual([0, 12, 24, 36, 48, 60, 72, 84, 96]);
    expect(ticks.filter(({ day }) => day)).toHaveLength(5);
  });

  it('choose the shortest candles that can be told apart', () => {
    expect(timeframeFor((72 * HOUR) / 800)).toBe('30m');
    expect(timeframeFor((12 * HOUR) / 800)).toBe('5m');
    expect(timeframeFor(1e12)).toBe('1d');
  });
});

describe('the viewport', () => {
  it('keeps the moment and the price that are zoomed around', () => {
    const near = zoomTime(VIEW, 0.5, 48 * HOUR, LIMITS);
    expect([near.from, near.to]).toEqual([24 * HOUR, 72 * HOUR]);
    const tall = zoomPrice(VIEW, 0.5, Math.log(100));
    const share = (view: Viewport) => (Math.log(100) - view.low) / (view.high - view.low);
    expect(share(tall)).toBeCloseTo(share(VIEW), 12);
  });

  it('never leaves its limits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5_000, max: 5_000, noNaN: true }),
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        (hours, factor) => {
          const moved = zoomTime(panned(VIEW, hours * HOUR, 0, LIMITS), factor, 10 * HOUR, LIMITS);
          expect(moved.to).toBeLessThanOrEqual(LIMITS.to + 1);
          expect(moved.from).toBeGreaterThanOrEqual(LIMITS.from - 1);
          expect(moved.to - moved.from).toBeGreaterThanOrEqual(LIMITS.shortest - 1);
        },
      ),
    );
    expect(limited(VIEW, { ...LIMITS, longest: 24 * HOUR })).toMatchObject({ from: 72 * HOUR, to: 96 * HOUR });
  });

  it('is centred on a price, and fitted around the mark', () => {
    const view = centred(VIEW, 104);
    expect((view.low + view.high) / 2).toBeCloseTo(Math.log(104), 12);
    const fit = fittedPrices(100, [94]);
    expect(Math.exp(fit.low)).toBeLessThan(94);
    expect(Math.exp(fit.high)).toBeGreaterThan(103);
    expect(Math.exp(fit.high)).toBeLessThan(104);
  });
});

describe('cards', () => {
  it('stay where they wish while there is room', () => {
    expect(
      cardPlaces(
        [
          { y: 50, height: 20 },
          { y: 100, height: 20 },
        ],
        0,
        200,
        4,
      ),
    ).toEqual([50, 100]);
  });

  it('share what they are pushed apart', () => {
    const [a = 0, b = 0] = cardPlaces(
      [
        { y: 104, height: 20 },
        { y: 100, height: 20 },
      ],
      0,
      200,
      4,
    );
    expect([a, b]).toEqual([114, 90]);
  });

  it('never overlap and never leave the chart', () => {
    const wish = fc.record({
      y: fc.double({ min: -50, max: 650, noNaN: true }),
      height: fc.integer({ min: 10, max: 34 }),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 8 }), (wishes) => {
        const places = cardPlaces(wishes, 0, 600, 4);
        const boxes = wishes
          .map(({ height }, at) => ({ top: (places[at] ?? 0) - height / 2, bottom: (places[at] ?? 0) + height / 2 }))
          .sort((p, q) => p.top - q.top);
        for (const [at, box] of boxes.entries()) {
          expect(box.top).toBeGreaterThanOrEqual(-1e-6);
          expect(box.bottom).toBeLessThanOrEqual(600 + 1e-6);
          const next = boxes[at + 1];
          if (next !== undefined) expect(next.top - box.bottom).toBeGreaterThanOrEqual(4 - 1e-6);
        }
      }),
    );
  });
});

describe('keys', () => {
  it('move, jump with Shift, and leave the keys of the frame alone', () => {
    const press = { shift: false, modified: false };
    expect(chartKey({ ...press, key: 'ArrowLeft' })).toEqual({ kind: 'move', time: -1, price: 0, far: false });
    expect(chartKey({ ...press, key: 'ArrowUp', shift: true })).toMatchObject({ price: 1, far: true });
    expect(chartKey({ ...press, key: 'H' })).toEqual({ kind: 'view', view: 'heatmap' });
    expect(chartKey({ ...press, key: '3' })).toEqual({ kind: 'range', index: 2 });
    expect(chartKey({ ...press, key: 'k', modified: true })).toBeNull();
    expect(chartKey({ ...press, key: 'Tab' })).toBeNull();
  });
});
