import { PNG } from 'pngjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { committedPath, PICTURE_LOOKS, superfluous } from '#tests/support/screens/committed-pictures.ts';
import { comparePictures, drawDifference, MOST_CELLS } from '#tests/support/screens/compare-pictures.ts';
import { readReduced, reducePicture, STEP, writeReduced } from '#tests/support/screens/reduced-picture.ts';
import { sampleRandom } from '#tests/support/renderer/sample-random.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const [WIDTH, HEIGHT] = [122, 50];
type Colour = (x: number, y: number) => readonly [number, number, number];

function sheet(colour: Colour, width = WIDTH): Buffer {
  const png = new PNG({ width, height: HEIGHT });
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < width; x += 1) png.data.set([...colour(x, y), 255], (y * width + x) * 4);
  return PNG.sync.write(png);
}

const GROUND = [16, 32, 48] as const;
/** A dark sheet with a light bar that begins at a column. */
const bar =
  (left: number): Colour =>
  (x, y) =>
    x >= left && x < left + 40 && y >= 8 && y < 24 ? [200, 220, 240] : GROUND;

const committed = (png: Buffer) => readReduced(writeReduced(reducePicture(png)));

describe('a reduced picture', () => {
  it('holds the mean of four by four pixels, fewer at the edges', () => {
    const { width, height, cells } = reducePicture(sheet((x) => (x % 2 === 0 ? [100, 0, 10] : [200, 0, 20])));
    expect([width, height]).toEqual([31, 13]);
    expect(new Set(cells)).toEqual(new Set([150, 0, 15]));
  });

  it('comes back from the disk within half a step, with many colours and with few', () => {
    const random = sampleRandom(3);
    const many = Array.from(
      { length: WIDTH * HEIGHT },
      () => [random() * 255, random() * 255, random() * 255] as const,
    );
    const smooth: Colour = (x, y) => many[Math.floor(y / 4) * WIDTH + Math.floor(x / 4)] ?? GROUND;
    for (const colour of [bar(20), smooth]) {
      const seen = reducePicture(sheet(colour));
      const kept = readReduced(writeReduced(seen));
      expect(comparePictures(kept, seen).worst).toBeLessThanOrEqual(STEP / 2);
      expect(comparePictures(kept, seen).holds).toBe(true);
    }
  });
});

describe('the comparison', () => {
  it('sees what moved by two pixels, and marks it', () => {
    const seen = reducePicture(sheet(bar(22)));
    const found = comparePictures(committed(sheet(bar(20))), seen);
    expect(found.holds).toBe(false);
    expect(found.off).toHaveLength(8);
    const marked = readReduced(drawDifference(seen, found));
    expect(found.off.map((cell) => [...marked.cells.subarray(cell * 3, cell * 3 + 3)])).toEqual(
      found.off.map(() => [255, 0, 80]),
    );
  });

  it('lets pass what is off in few cells, and what is a little off everywhere', () => {
    const kept = committed(sheet(bar(20)));
    const dotted =
      (dots: number): Colour =>
      (x, y) =>
        y < 4 && x < dots * 4 ? [255, 0, 0] : bar(20)(x, y);
    expect(comparePictures(kept, reducePicture(sheet(dotted(MOST_CELLS)))).holds).toBe(true);
    expect(comparePictures(kept, reducePicture(sheet(dotted(MOST_CELLS + 1)))).holds).toBe(false);
    const paler =
      (by: number): Colour =>
      (x, y) => {
        const [red, green, blue] = bar(20)(x, y);
        return [red + by, green + by, blue + by];
      };
    expect(comparePictures(kept, reducePicture(sheet(paler(4)))).holds).toBe(true);
    expect(comparePictures(kept, reducePicture(sheet(paler(STEP * 2)))).holds).toBe(false);
  });

  it('holds no picture of another size', () => {
    const seen = reducePicture(sheet(bar(20), WIDTH + 4));
    expect(comparePictures(committed(sheet(bar(20))), seen).holds).toBe(false);
  });
});

describe('committed pictures', () => {
  it('tells those that belong to no screen, of any look', () => {
    const folder = temporaryFolder();
    const [first, second] = PICTURE_LOOKS;
    if (first === undefined || second === undefined) throw new Error('There are looks.');
    const files = [committedPath(first, '/'), committedPath(second, '/settings/alerts'), committedPath(first, '/gone')];
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), '');
    }
    expect(superfluous(['/', '/settings/alerts'], folder)).toEqual([committedPath(first, '/gone')]);
  });
});
