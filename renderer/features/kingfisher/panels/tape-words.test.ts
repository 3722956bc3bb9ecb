import { expect, test } from 'vitest';
import type { LiquidationTapeEntry } from '#shared/contract/liquidations.ts';
import { mapWord, originsOf, originWords, tapeKeys, tapeNote } from './tape-words.ts';

const entry = (part: Partial<LiquidationTapeEntry> = {}): LiquidationTapeEntry => ({
  symbol: 'XBTUSDTM',
  ts: 1,
  side: 'long',
  price: 100,
  worth: 5,
  kind: 'realised',
  hit: true,
  ...part,
});

test('only what the feed told is a hit or a miss', () => {
  expect(mapWord(entry())).toBe('hit');
  expect(mapWord(entry({ hit: false }))).toBe('miss');
  expect(mapWord(entry({ hit: null }))).toBe('unknown');
  expect(mapWord(entry({ kind: 'estimated', hit: null }))).toBe('estim.');
});

test('the note counts hits among those that are known', () => {
  const rows = [entry(), entry({ hit: false }), entry({ hit: null }), entry({ kind: 'estimated', hit: null })];
  expect(tapeNote(rows)).toBe('1 of 2 hit the map');
  expect(tapeNote([entry({ hit: null })])).toBe('1 told by the feed');
  expect(tapeNote([entry({ kind: 'estimated', hit: null })])).toBe('none told by the feed, estimates only');
  expect(tapeNote([])).toBe('');
});

test('what was imported is named, and counts neither as told by the feed nor as a hit', () => {
  const imported = entry({ hit: null, origin: 'imported: told.csv' });
  expect(mapWord(imported)).toBe('imported');
  expect(originWords(imported)).toBe('realised, imported: told.csv');
  expect(originWords(entry())).toBe('realised, told by the feed');
  expect(tapeNote([imported, imported])).toBe('none told by the feed');
  expect(originsOf([imported, entry(), imported])).toEqual(['imported: told.csv (2)']);
  expect(tapeNote([entry(), imported])).toBe('1 of 1 hit the map');
});

test('keys are unique and stay when newer entries come', () => {
  const old = [entry(), entry()];
  const keys = tapeKeys(old);
  expect(new Set(keys).size).toBe(2);
  expect(tapeKeys([entry({ ts: 9 }), ...old]).slice(1)).toEqual(keys);
  expect(tapeKeys([entry(), ...old]).slice(1)).toEqual(keys);
});
