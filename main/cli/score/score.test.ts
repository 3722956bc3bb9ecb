import { describe, expect, it } from 'vitest';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { parseCandleCsv } from '#core/market/candle-csv.ts';
import { resample } from '#core/market/resample.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { SAMPLE_FROM, sampleCsv, sampleRows } from '#tests/support/cli/sample-candles.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { contributionsText, evidenceText } from './score-text.ts';
import { storedScore } from './stored-score.ts';

const BTC = contractSymbol('XBTUSDTM');
const rows = sampleRows(2_000, 4, 90_000);
const AT = SAMPLE_FROM + 1_500 * 900_000;

function columns(of: readonly string[]): CandleColumns {
  const parsed = parseCandleCsv('sample.csv', '15m', [sampleCsv(of)]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error[0]));
  return parsed.value;
}

function storeWith(...series: readonly (readonly ['15m' | '1h', CandleColumns])[]): Store {
  const store = openStore(temporaryFolder());
  for (const [timeframe, candles] of series) store.candles.write(BTC, timeframe, candles, 'test');
  return store;
}

function scoreIn(store: Store, timeframe: '15m' | '1h' | '4h', at = AT) {
  const found = storedScore(store.candles, { symbol: BTC, timeframe, at });
  store.close();
  return found;
}

/** The figures of a printed column, its sum row last. */
function figures(text: string, title: string): number[] {
  const lines = text.split('\n');
  const header = lines.findIndex((line) => line.includes(title));
  const end = (lines[header] ?? '').indexOf(title) + title.length;
  return lines
    .slice(header + 2)
    .map((line) => /\S+$/.exec(line.slice(0, end))?.[0] ?? '')
    .filter((cell) => /\d/.test(cell))
    .map((cell) => Number(cell.replace('−', '-')));
}

describe('a score from stored candles', () => {
  it('is printed in columns that add up', () => {
    const { score } = scoreIn(storeWith(['15m', columns(rows)]), '1h');
    if (score === null) throw new Error('no score');
    for (const text of [contributionsText(score), evidenceText(score)]) {
      const points = figures(text, '= Points');
      const total = points.pop() ?? Number.NaN;
      expect(points.length).toBeGreaterThan(5);
      expect(points.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 9);
      const weights = figures(text, '× Weight');
      expect(weights.pop()).toBe(1);
      expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    }
    expect(score.score).not.toBe(0);
  });

  it('does not see a candle that had not closed', () => {
    const whole = scoreIn(storeWith(['15m', columns(rows)]), '1h');
    const cut = scoreIn(storeWith(['15m', columns(rows.slice(0, 1_500))]), '1h');
    expect(whole).toEqual(cut);
    expect(whole).toMatchObject({ base: '15m', candles: 1_500, asOf: AT });
    const later = scoreIn(storeWith(['15m', columns(rows)]), '15m', AT + 899_999);
    expect(later).toMatchObject({ candles: 1_500, asOf: AT });
  });

  it('is none when the candle that closed last is not stored', () => {
    const hole = rows.filter((_, i) => i !== 1_499);
    expect(scoreIn(storeWith(['15m', columns(hole)]), '15m')).toMatchObject({
      score: null,
      missing:
        'The 15m candle that closed 2025-03-16T15:00:00.000Z is not stored; the last one before it is too old to judge by.',
    });
  });

  it('is the same from candles of the timeframe itself as from shorter ones, and prefers the former', () => {
    const short = columns(rows);
    const hours = resample(short, '15m', '1h').columns;
    const built = scoreIn(storeWith(['15m', short]), '1h');
    const stored = scoreIn(storeWith(['15m', short], ['1h', hours]), '1h');
    expect(stored).toMatchObject({ base: '1h', candles: 375 });
    expect(stored.score).toEqual(built.score);
    expect(scoreIn(storeWith(['15m', short], ['1h', hours]), '4h').base).toBe('1h');
    const old = columns(rows.slice(0, 800));
    const behind = storeWith(['15m', short], ['1h', resample(old, '15m', '1h').columns]);
    expect(scoreIn(behind, '4h').base).toBe('15m');
  });
});
