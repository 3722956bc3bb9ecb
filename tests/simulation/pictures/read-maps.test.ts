import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngRaster } from '#main/adapters/pictures/png-raster.ts';
import { TesseractReader } from '#main/adapters/pictures/tesseract-reader.ts';
import { readMapPicture } from '#core/liquidation/pictures/read-map-picture.ts';
import { wrongIn } from '#tests/support/pictures/compare-map.ts';
import { drawMap, WORDS } from '#tests/support/pictures/draw-map.ts';
import { mapSpecs, type MapSpec } from '#tests/support/pictures/map-specs.ts';
import { findBrowser } from '../../../scripts/ensure-browser.mjs';

/** How many maps are drawn and read; `npm run soak -- pictures` reads all twenty. */
const COUNT = Number(process.env['ZMART_PICTURES'] ?? 3);
const SEED = Number(process.env['ZMART_PICTURES_SEED'] ?? 1);
const MOST_REFUSED = COUNT >= 20 ? Math.floor(COUNT / 10) : 1;

const executablePath = await findBrowser();

describe.skipIf(executablePath === undefined)(`pictures of known maps, seed ${String(SEED)}`, () => {
  const reader = new TesseractReader();
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }) });
    page = await browser.newPage();
  });
  afterAll(async () => {
    await reader.close();
    await browser.close();
  });

  async function read(spec: MapSpec) {
    const png = await page.evaluate(drawMap, { spec, words: WORDS[spec.language] });
    const raster = pngRaster(Buffer.from(png, 'base64'));
    if (!raster.ok) throw new Error(raster.error);
    const found = await readMapPicture(raster.value, reader, { price: spec.price * 1.1 }, () => true);
    if (found === null) throw new Error('The reading was stopped');
    return found;
  }

  it(
    'are read within a bin or refused, never wrong',
    async () => {
      const refused: string[] = [];
      const wrong: string[] = [];
      const began = performance.now();
      let right = 0;
      for (const spec of mapSpecs(COUNT, SEED)) {
        const found = await read(spec);
        if (found.kind === 'not-readable') {
          refused.push(`${spec.name}: ${found.reason}`);
          continue;
        }
        const faults = wrongIn(found, spec);
        wrong.push(...faults.map((one) => `${spec.name}: ${one}`));
        if (faults.length === 0) right += 1;
      }
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      const counts = `${String(right)} right, ${String(refused.length)} refused, ${String(COUNT - right - refused.length)} wrong`;
      console.log(`${String(COUNT)} maps of seed ${String(SEED)}: ${counts}, in ${seconds} s`);
      for (const one of refused) console.log(`  refused: ${one}`);
      expect(wrong).toEqual([]);
      expect(refused.length, refused.join('\n')).toBeLessThanOrEqual(MOST_REFUSED);
    },
    Math.max(120_000, COUNT * 20_000),
  );

  it('are refused when a label of an axis says something else', async () => {
    const [spec] = mapSpecs(1, SEED);
    if (spec === undefined) throw new Error('There is no map');
    const found = await read({ ...spec, mutated: { label: 3, text: '68,500' } });
    expect(found).toMatchObject({
      kind: 'not-readable',
      reason: expect.stringMatching(/do not lie on one scale/) as string,
    });
  });

  it('in units that cannot be read are refused', async () => {
    const [spec] = mapSpecs(1, SEED);
    if (spec === undefined) throw new Error('There is no map');
    expect(await read({ ...spec, unit: 'wan' })).toMatchObject({ kind: 'not-readable' });
  });

  it('read wrong are found out: the comparison sees a shifted bin and a worth that is off', async () => {
    const [spec] = mapSpecs(1, SEED);
    if (spec === undefined) throw new Error('There is no map');
    const found = await read(spec);
    if (found.kind !== 'read') throw new Error(found.reason);
    const width = (spec.priceTo - spec.priceFrom) / spec.bins.length;
    const shifted = found.levels.map((level) => ({ ...level, price: level.price + 3 * width }));
    const scaled = found.levels.map((level) => ({ ...level, worth: level.worth * 1_000 }));
    expect(wrongIn({ ...found, levels: shifted }, spec)).not.toEqual([]);
    expect(wrongIn({ ...found, levels: scaled }, spec)).not.toEqual([]);
  });
});
