import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreFailure } from '#core/ports/store.ts';
import type { ExternalPoint, StoredArticle } from '#core/ports/external-store.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { openStore } from './open-store.ts';

const point = fc
  .record({
    name: fc.constantFrom('a', 'b'),
    ts: fc.nat(200),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    late: fc.nat(50),
  })
  .map(({ late, ...rest }): ExternalPoint => ({ ...rest, seen: rest.ts + late }));

const article = (change: Partial<StoredArticle>): StoredArticle => ({
  hash: 'a'.repeat(64),
  publishedAt: 100,
  seen: 120,
  feed: 'f',
  weight: 1,
  title: 'Bitcoin rallies; DROP TABLE external_articles',
  summary: '',
  score: 0.459,
  method: 'm',
  coins: ['BTC', 'ETH'],
  ...change,
});

describe('SqliteExternalStore', () => {
  it('gives back the first value of every moment, in order, whatever came later', () => {
    const store = openStore(temporaryFolder());
    const first = new Map<string, ExternalPoint>();
    fc.assert(
      fc.property(fc.array(point, { maxLength: 20 }), fc.nat(200), fc.nat(200), (points, a, b) => {
        store.external.write(points);
        for (const one of points) {
          const key = `${one.name} ${String(one.ts)}`;
          if (!first.has(key)) first.set(key, one);
        }
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const expected = [...first.values()]
          .filter(({ name, ts }) => name === 'a' && ts >= from && ts < to)
          .sort((x, y) => x.ts - y.ts);
        const read = store.external.read('a', from, to);
        expect([...read.ts]).toEqual(expected.map(({ ts }) => ts));
        expect([...read.value]).toEqual(expected.map(({ value }) => value + 0));
        expect([...read.seen]).toEqual(expected.map(({ seen }) => seen));
      }),
      { numRuns: 40 },
    );
    store.close();
  });

  it('keeps an article as it was first judged, and says which are new', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    const [one, other] = [article({}), article({ hash: 'b'.repeat(64), publishedAt: 90, coins: [] })];
    expect(store.external.addArticles([one, other])).toEqual([one, other]);
    expect(store.external.addArticles([article({ score: -1, method: 'later' })])).toEqual([]);
    store.close();
    const again = openStore(folder);
    expect(again.external.articles(0, 200)).toEqual([other, one]);
    expect(again.external.articles(95, 200)).toEqual([one]);
    again.close();
  });

  it('refuses what is no number, what is known before it was true, and a reader that writes', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    const good = { name: 'a', ts: 10, value: 1, seen: 10 };
    expect(() => store.external.write([{ ...good, value: Number.NaN }])).toThrow(StoreFailure);
    expect(() => store.external.write([good, { ...good, ts: 11 }])).toThrow(StoreFailure);
    expect(store.external.read('a', 0, 100).ts).toHaveLength(0);
    const reader = openStore(folder, { readOnly: true });
    expect(() => reader.external.write([good])).toThrow(/only read/);
    reader.close();
    store.close();
  });
});
