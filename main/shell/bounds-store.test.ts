import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BoundsStore, placed, type WindowBounds } from './bounds-store.ts';

const PLACE: WindowBounds = { x: 10, y: -20, width: 1_200, height: 800, maximized: true };
let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zmart-bounds-'));
  folder = join(root, 'desktop');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the store of the window’s place', () => {
  it('gives back what was written last, and leaves one file', () => {
    const store = new BoundsStore(folder);
    expect(store.read()).toBeNull();
    expect(store.write({ ...PLACE, x: 1 })).toBe(true);
    expect(store.write(PLACE)).toBe(true);
    expect(new BoundsStore(folder).read()).toEqual(PLACE);
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"x":10,"y"'],
    ['another shape', '[1,2,3]'],
    ['a word for a number', JSON.stringify({ ...PLACE, width: 'wide' })],
    ['a fraction', JSON.stringify({ ...PLACE, x: 0.5 })],
    ['no size', JSON.stringify({ ...PLACE, height: 0 })],
    ['a size beyond all screens', JSON.stringify({ ...PLACE, width: 1e9 })],
    ['more than a place', JSON.stringify({ ...PLACE, extra: 1 })],
  ])('forgets a file that holds %s', (_what, text) => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'window.json'), text);
    expect(new BoundsStore(folder).read()).toBeNull();
  });

  it('keeps the old place when the new one cannot be written', () => {
    const store = new BoundsStore(folder);
    store.write(PLACE);
    mkdirSync(join(folder, `window.json.${process.pid}.tmp`));
    expect(store.write({ ...PLACE, x: 99 })).toBe(false);
    expect(store.write({ ...PLACE, x: Number.NaN })).toBe(false);
    expect(store.read()).toEqual(PLACE);
  });
});

describe('a remembered place', () => {
  const screen = { id: 1, x: 0, y: 0, width: 1_920, height: 1_080 };
  const right = { id: 2, x: 1_920, y: 0, width: 1_920, height: 1_080 };

  it.each([
    ['on the screen', { x: 100, y: 50 }, true],
    ['with its left part beyond the edge', { x: -900, y: 0 }, true],
    ['with hardly anything left on the screen', { x: -1_100, y: 0 }, false],
    ['with the title bar above the screen', { x: 100, y: -30 }, false],
    ['below the screen', { x: 100, y: 1_060 }, false],
    ['on a second screen that is gone', { x: 2_500, y: 100 }, false],
  ])('%s', (_where, at, isKept) => {
    const bounds = { ...PLACE, ...at };
    expect(placed(bounds, [screen])).toEqual(isKept ? bounds : { ...PLACE, x: 360, y: 140 });
  });

  it('on a second screen that is there is kept', () => {
    const bounds = { ...PLACE, x: 2_500, y: 100 };
    expect(placed(bounds, [screen, right])).toEqual(bounds);
    expect(placed(null, [screen])).toBeNull();
    expect(placed(bounds, [])).toBeNull();
  });

  it('goes with its monitor to where that stands now', () => {
    const bounds = { ...PLACE, x: 2_000, y: 80, screen: { id: 2, x: 1_920, y: 0 } };
    const left = { ...right, x: -1_920, y: 200 };
    expect(placed(bounds, [screen, left])).toMatchObject({ x: -1_840, y: 280, width: 1_200, maximized: true });
  });

  it('of a monitor that is gone moves onto the nearest, no larger than that', () => {
    const bounds = { ...PLACE, x: 6_000, y: 100, width: 2_400, height: 1_300, screen: { id: 9, x: 5_760, y: 0 } };
    expect(placed(bounds, [screen, right])).toMatchObject({ x: 1_920, y: 0, width: 1_920, height: 1_080 });
  });
});
