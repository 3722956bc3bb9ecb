import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOOSTERS, LEXICON, LONGEST_PHRASE, NEGATIONS } from './lexicon.ts';
import { normalTitle, tokens } from './tokens.ts';
import { articleScore, valence } from './valence.ts';

const entry = fc.constantFrom(...LEXICON.keys()).map((word) => word.replaceAll('-', ' '));
const negation = fc.constantFrom(...NEGATIONS);
const RUNS = { numRuns: 500 };

describe('the valence of a text', () => {
  it.each([
    // s ÷ √(s² + 15), worked out by hand from the entries of the list.
    ['Bitcoin rallies', 2, 0.459],
    ['Bitcoin crashes', -2.6, -0.557],
    ['Bitcoin rallies, Ether soars', 4.6, 0.765],
    ['Bitcoin sharply rallies', 2.293, 0.509],
    ['Bitcoin slightly rallies', 1.707, 0.403],
    ['Regulator does not approve fund', -1.48, -0.357],
    ["Exchange wasn't hacked", 1.924, 0.445],
    ['Prices rise but outflows mount', 0.7 - 2.1, -0.34],
    ['Bitcoin at all-time high', 3.2, 0.637],
    ['Token hit by rug pull', -2.6, -0.557],
    ['Committee meets on Tuesday', 0, 0],
  ])('%s', (text, sum, score) => {
    expect(score).toBeCloseTo(sum / Math.sqrt(sum * sum + 15), 3);
    expect(valence(text)).toBe(score);
  });

  it('never throws and stays within −1…+1, whatever the text', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc
        .array(fc.oneof(entry, negation, fc.constantFrom(...BOOSTERS.keys())), { maxLength: 300 })
        .map((w) => w.join(' ')),
      fc.constantFrom(
        'constructor __proto__ toString valueOf hasOwnProperty',
        '\ud800\udfff\u0000',
        '-'.repeat(10_000),
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (title, summary) => {
        for (const score of [valence(title), articleScore(title, summary)]) {
          expect(Math.abs(score)).toBeLessThanOrEqual(1);
          expect(score).toBe(Math.round(score * 1_000) / 1_000);
        }
      }),
      RUNS,
    );
  });

  it('turns with a negation before it', () => {
    fc.assert(
      fc.property(entry, negation, (word, not) => {
        expect(Math.sign(valence(`${not} ${word}`))).toBe(-Math.sign(valence(word)));
        expect(Math.abs(valence(`${not} ${word}`))).toBeLessThan(Math.abs(valence(word)));
      }),
      RUNS,
    );
  });

  it('reads a negation three words away and no further', () => {
    expect(valence('not in the rally')).toBeLessThan(0);
    expect(valence('not in any of the rally')).toBeGreaterThan(0);
  });

  it('is the same in capitals and with other marks and spaces', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (words) => {
        const plain = words.join(' ');
        expect(valence(plain.toUpperCase())).toBe(valence(plain));
        expect(valence(`  ${words.join('  ')}!!! `)).toBe(valence(plain));
      }),
    );
  });
});

it('the word list has no entry that cannot be found, and none of two meanings', () => {
  for (const [word, valueOf] of LEXICON) {
    expect(tokens(word.replaceAll('-', ' ')).length).toBeLessThanOrEqual(LONGEST_PHRASE);
    expect(valueOf).not.toBe(0);
    expect(valence(word)).not.toBe(0);
    expect(NEGATIONS.has(word) || BOOSTERS.has(word)).toBe(false);
  }
});

it('titles that differ in marks, spaces, accents or capitals only are one', () => {
  expect(normalTitle('Bitcoin’s  RALLY: “done”?')).toBe(normalTitle('bitcoins rally done'));
  expect(normalTitle('Ｂｉｔｃｏｉｎ rállies')).toBe(normalTitle('Bitcoin rallies'));
  expect(normalTitle('Bitcoin rallies 5 %')).not.toBe(normalTitle('Bitcoin rallies 6 %'));
});
