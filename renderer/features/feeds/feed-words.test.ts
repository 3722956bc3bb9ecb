import { describe, expect, it } from 'vitest';
import { sampleFeed, sampleFeedSymbols } from '#tests/support/renderer/sample-feeds.ts';
import { freshVerdict, gapWords, milliseconds } from './feed-words.ts';

const NOW = 1_763_000_000_000;
const verdict = (silent: readonly string[], down = false) =>
  freshVerdict([sampleFeed(NOW, down)], sampleFeedSymbols(NOW, silent, down));

describe('the verdict on the market data', () => {
  it('is good only when every contract is fresh', () => {
    expect(verdict([])).toMatchObject({ level: 'ok', sentence: 'All 10 contracts are fresh' });
    expect(verdict(['SUIUSDTM'])).toMatchObject({ level: 'warn', sentence: '1 of 10 contracts is not fresh' });
    expect(verdict(['SUIUSDTM']).detail).toContain('No entry on SUI.');
  });

  it('names the cause when the feed is down', () => {
    const { level, sentence, detail } = verdict([], true);
    expect([level, sentence]).toEqual(['stop', '10 of 10 contracts are not fresh']);
    expect(detail).toContain('No entry on any contract.');
    expect(detail).toContain('closed the connection (1006)');
  });

  it('does not call it fresh when nothing is followed', () => {
    expect(freshVerdict([], [])).toMatchObject({ level: 'unknown', sentence: 'No contract is followed' });
  });

  it('names six contracts and counts the rest', () => {
    const all = sampleFeedSymbols(NOW, [], false).map(({ symbol }) => symbol);
    expect(verdict(all.slice(0, 9)).detail).toContain('and 3 more');
  });
});

describe('figures', () => {
  it('writes gaps and milliseconds, and a dash for what is not known', () => {
    expect(gapWords({ at: NOW, ms: 4_200 })).toMatch(/^4\.2.s at 02:13:20$/);
    expect([gapWords(null), milliseconds(null)]).toEqual(['–', '–']);
    expect([milliseconds(8.26), milliseconds(143.6)].map((text) => text.replace(/\s/g, ' '))).toEqual([
      '8.3 ms',
      '144 ms',
    ]);
  });
});
