import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomOf, jsonFeedOf, rssOf } from '#tests/support/news/news-server.ts';
import { feedTime } from './feed-time.ts';
import { parseFearGreed } from './parse-fear-greed.ts';
import { parseFeed } from './parse-feed.ts';
import { plainText } from './plain-text.ts';

const RUNS = { numRuns: 400 };
const ITEMS = [{ title: 'Bitcoin rallies', summary: 'x', at: 1_700_000_000_000 }];
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '<!--',
        '-->',
        '<script',
        '</script>',
        '&lt;',
        '&amp;lt;',
        '&#60;',
        '&#x3c;',
        '&#0;',
        ']]>',
        '<![CDATA[',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** A feed that was cut, doubled or scribbled upon somewhere. */
const broken = fc
  .record({
    body: fc.constantFrom(rssOf(ITEMS), atomOf(ITEMS), jsonFeedOf(ITEMS)),
    at: fc.nat(900),
    length: fc.nat(60),
    instead: markup,
  })
  .map(({ body, at, length, instead }) => body.slice(0, at) + instead + body.slice(at + length));

describe('hostile text', () => {
  it('is never markup, never too long, and never throws', () => {
    fc.assert(
      fc.property(markup, fc.integer({ min: 1, max: 100 }), (text, length) => {
        const plain = plainText(text, length);
        expect(plain).not.toMatch(/[<>\p{Cc}\u202e]/u);
        expect([...plain].length).toBeLessThanOrEqual(length);
      }),
      RUNS,
    );
  });

  it('of plain words stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9.,:;%$ ]{1,80}$/), (text) => {
        expect(plainText(text, 200)).toBe(text.replace(/\s+/g, ' ').trim());
      }),
      RUNS,
    );
  });

  it('in any feed or series is read or refused, in bounded parts', () => {
    fc.assert(
      fc.property(fc.oneof(broken, markup), (body) => {
        const feed = parseFeed(body);
        if (feed.ok)
          for (const { title, summary, publishedAt } of feed.value.articles) {
            expect(`${title}${summary}`).not.toMatch(/[<>]/);
            expect(title.length <= 600 && summary.length <= 2_000).toBe(true);
            expect(publishedAt === null || Number.isFinite(publishedAt)).toBe(true);
          }
        parseFearGreed(body);
      }),
      RUNS,
    );
  });

  /** The shortest of many runs: what else the machine does only lengthens some. */
  const shortest = (text: string): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 15; i += 1) {
      const from = performance.now();
      plainText(text, 300);
      least = Math.min(least, performance.now() - from);
    }
    return least;
  };

  it.each([
    ['tags without an end', '<script '],
    ['comments without an end', '<!--'],
    ['brackets', '<'],
    ['entities', '&amp;'],
    ['half entities', '&#'],
    ['spaces', ' '],
  ])('made of %s takes no more than its length', (_, piece) => {
    // 1 to 3 ms where the work is by the length; by its square it is 50 and more.
    expect(shortest(piece.repeat(20_000 / piece.length))).toBeLessThan(20);
  });
});

describe('a time', () => {
  it.each([
    ['Tue, 11 Mar 2025 14:05:09 +0000', Date.UTC(2025, 2, 11, 14, 5, 9)],
    ['11 Mar 25 14:05 EST', Date.UTC(2025, 2, 11, 19, 5)],
    ['Tue, 11 Mar 2025 14:05:09 -0330', Date.UTC(2025, 2, 11, 17, 35, 9)],
    ['2025-03-11T14:05:09Z', Date.UTC(2025, 2, 11, 14, 5, 9)],
    ['2025-03-11T14:05:09.5+01:00', Date.UTC(2025, 2, 11, 13, 5, 9, 500)],
    ['2025-03-11', null],
    ['11 Foo 2025 14:05 GMT', null],
    ['yesterday', null],
    ['1741701909', null],
    ['', null],
  ])('%s', (text, at) => {
    expect(feedTime(text)).toBe(at);
  });
});
