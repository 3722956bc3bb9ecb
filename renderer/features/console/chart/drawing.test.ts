import { describe, expect, it } from 'vitest';
import { besideFixed } from './axis-tags.ts';
import { gripAt, measureOf, movedDrawing, rayEnd, type Drawing } from './drawing.ts';

const a = { x: 100, y: 100 };
const b = { x: 200, y: 50 };

describe('a drawing under the pointer', () => {
  it('is taken by an end or by its line', () => {
    expect(gripAt({ kind: 'trend', a, b }, { x: 103, y: 98 })).toBe('a');
    expect(gripAt({ kind: 'trend', a, b }, { x: 198, y: 52 })).toBe('b');
    expect(gripAt({ kind: 'trend', a, b }, { x: 150, y: 78 })).toBe('whole');
    expect(gripAt({ kind: 'trend', a, b }, { x: 150, y: 95 })).toBeNull();
  });

  it('goes on beyond its end only as a ray, and is a level all over', () => {
    const beyond = { x: 300, y: 0 };
    expect(gripAt({ kind: 'trend', a, b }, beyond)).toBeNull();
    expect(gripAt({ kind: 'ray', a, b }, beyond)).toBe('whole');
    expect(gripAt({ kind: 'level', a, b: a }, { x: 900, y: 104 })).toBe('whole');
  });

  it('is taken by the edges of a box, not by its inside', () => {
    expect(gripAt({ kind: 'rectangle', a, b }, { x: 150, y: 101 })).toBe('whole');
    expect(gripAt({ kind: 'rectangle', a, b }, { x: 150, y: 75 })).toBeNull();
  });

  it('ends as a ray at the edge it points to', () => {
    expect(rayEnd(a, b, 400)).toEqual({ x: 400, y: -50 });
    expect(rayEnd(b, a, 400)).toEqual({ x: 0, y: 150 });
  });
});

describe('moving and measuring', () => {
  const drawing: Drawing = { id: '1', kind: 'trend', a: { at: 0, price: 100 }, b: { at: 600_000, price: 110 } };

  it('moves one end or both', () => {
    expect(movedDrawing(drawing, 'a', 60_000, 5)).toMatchObject({ a: { at: 60_000, price: 105 }, b: drawing.b });
    expect(movedDrawing(drawing, 'whole', 0, -10)).toMatchObject({ a: { price: 90 }, b: { price: 100 } });
    expect(movedDrawing(drawing, 'whole', 0, -500).a.price).toBeGreaterThan(0);
  });

  it('tells change, share and bars', () => {
    expect(measureOf(drawing, 60_000)).toEqual({ change: 10, share: 0.1, bars: 10 });
  });
});

describe('tags of the price axis', () => {
  it('never lie on the last price, nor on each other', () => {
    expect(besideFixed([100, 101, 102], 100, 17)).toEqual([83, 117, 134]);
    expect(besideFixed([95, 99], 100, 17)).toEqual([66, 83]);
    expect(besideFixed([10, 300], 100, 17)).toEqual([10, 300]);
    expect(besideFixed([50, 51], null, 17)).toEqual([50, 67]);
  });
});
