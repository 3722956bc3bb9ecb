import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { CandleSeries } from '../candle-series.ts';
import { candleGaps } from '../gaps.ts';
import { instrumentsForSimulation } from '../instruments.ts';
import { FUNDING_LIMIT, fundingRate } from './funding.ts';
import type { MarketSink } from './market-sink.ts';
import { isRegimeName, REGIMES } from './regimes.ts';
import { SimulatedMarket } from './simulated-market.ts';

const START = Date.UTC(2026, 0, 1);
const instruments = instrumentsForSimulation();

/** Keeps everything a market tells. */
class Recorder implements MarketSink {
  wantsTrades = false;
  readonly series = instruments.map(() => new CandleSeries());
  readonly events: unknown[][] = [];
  readonly outages: [number, number][] = [];
  candle(coin: number, ts: number, open: number, high: number, low: number, close: number, volume: number): void {
    this.series[coin]?.pushValues(ts, open, high, low, close, volume);
  }
  trade(...event: unknown[]): void {
    this.events.push(['trade', ...event]);
  }
  liquidation(...event: unknown[]): void {
    this.events.push(['liquidation', ...event]);
  }
  funding(...event: unknown[]): void {
    this.events.push(['funding', ...event]);
  }
  status(status: 'open' | 'down', ts: number): void {
    if (status === 'down') this.outages.push([ts, Number.POSITIVE_INFINITY]);
    else this.outages.splice(-1, 1, [this.outages.at(-1)?.[0] ?? 0, ts]);
  }
  hash(): string {
    const columns = this.series.map((series) =>
      Object.values<Float64Array>(series.columns() as unknown as Record<string, Float64Array>).map((column) => [
        ...column,
      ]),
    );
    return createHash('sha256')
      .update(JSON.stringify([columns, this.events, this.outages]))
      .digest('hex');
  }
}

const market = (seed: number, outages = true): SimulatedMarket =>
  new SimulatedMarket({ seed, instruments, startAt: START, outages });

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let cross = 0;
  let squareA = 0;
  let squareB = 0;
  a.forEach((value, row) => {
    const other = b[row] ?? meanB;
    cross += (value - meanA) * (other - meanB);
    squareA += (value - meanA) ** 2;
    squareB += (other - meanB) ** 2;
  });
  return cross / Math.sqrt(squareA * squareB);
}

function kurtosis(values: readonly number[]): number {
  const centre = mean(values);
  const variance = mean(values.map((value) => (value - centre) ** 2));
  return mean(values.map((value) => (value - centre) ** 4)) / variance ** 2;
}

/** Log returns over `step` candles. */
function returns(series: CandleSeries | undefined, step: number): readonly number[] {
  const close = series?.columns().close ?? new Float64Array(0);
  const result: number[] = [];
  for (let row = step; row < close.length; row += step) {
    result.push(Math.log((close[row] ?? 1) / (close[row - step] ?? 1)));
  }
  return result;
}

describe('a month of the simulated market', () => {
  const recorder = new Recorder();
  const regimes = new Set<string>();
  /** AAVE at each full hour: spread as a share of the price, resting USDT, open interest. */
  const hourly: { readonly spread: number; readonly depth: number; readonly interest: number }[] = [];
  beforeAll(() => {
    const simulated = market(11, false);
    for (let hour = 0; hour < 30 * 24; hour += 1) {
      simulated.advance(HOUR, recorder);
      const { bid, ask, bidLots, askLots, openInterestLots } = simulated.ticker(4, 0);
      const depth = (bidLots + askLots) * bid;
      hourly.push({ spread: ask / bid - 1, depth, interest: openInterestLots ?? 0 });
      regimes.add((JSON.parse(simulated.state()) as { market: { regime: string } }).market.regime);
    }
  });

  it('makes every candle, well-formed and on the tick grid', () => {
    recorder.series.forEach((series, place) => {
      const { ts, open, high, low, close, volume } = series.columns();
      const instrument = instruments[place];
      if (instrument === undefined) throw new Error('no instrument');
      const power = 10 ** instrument.priceScale;
      expect(series.length).toBe(30 * 1_440);
      expect([ts[0], candleGaps(ts, MINUTE)]).toEqual([START, []]);
      for (let row = 0; row < series.length; row += 1) {
        const [o = 0, h = 0, l = 0, c = 0] = [open[row], high[row], low[row], close[row]];
        const formed = l > 0 && l <= Math.min(o, c) && h >= Math.max(o, c) && (volume[row] ?? -1) >= 0;
        const onGrid = [o, h, l, c].every((price) => {
          const ticks = Math.round((price * power) / instrument.tickUnits);
          return (ticks * instrument.tickUnits) / power === price;
        });
        if (!formed || !onGrid) throw new Error(`${instrument.coin} row ${String(row)}: ${[o, h, l, c].join(' ')}`);
      }
    });
  });

  it('clusters volatility: a loud minute follows a loud one, also an hour later', () => {
    for (const series of recorder.series) {
      const loudness = returns(series, 1).map(Math.abs);
      const lag = (minutes: number): number => correlation(loudness.slice(minutes), loudness.slice(0, -minutes));
      // Two standard errors of an autocorrelation of 43,200 independent values are 0.0096.
      expect(lag(1)).toBeGreaterThan(0.05);
      expect(lag(60)).toBeGreaterThan(0.03);
    }
  });

  it('has no memory in the sign of the returns', () => {
    for (const series of recorder.series) {
      const plain = returns(series, 5);
      expect(Math.abs(correlation(plain.slice(1), plain.slice(0, -1)))).toBeLessThan(0.06);
    }
  });

  it('has fat tails', () => {
    for (const series of recorder.series) expect(kurtosis(returns(series, 1))).toBeGreaterThan(4);
  });

  it('moves the coins together', () => {
    const all = recorder.series.map((series) => returns(series, 15));
    all.forEach((one, row) => {
      for (const other of all.slice(row + 1)) expect(correlation(one, other)).toBeGreaterThan(0.3);
    });
  });

  it('quotes wider and thinner when it is loud', () => {
    const moves = returns(recorder.series[4], 1).map(Math.abs);
    const loudness = hourly.map((_, hour) => Math.log(mean(moves.slice(hour * 60 + 30, hour * 60 + 89))));
    const spread = hourly.map((one) => Math.log(one.spread));
    const depth = hourly.map((one) => Math.log(one.depth));
    const whole = (values: readonly number[]): readonly number[] => values.slice(0, -1);
    expect(correlation(whole(spread), whole(loudness))).toBeGreaterThan(0.4);
    expect(correlation(whole(depth), whole(loudness))).toBeLessThan(-0.3);
  });

  it('changes open interest, within a factor of a few', () => {
    const interest = hourly.map((one) => one.interest);
    expect(Math.min(...interest)).toBeGreaterThan(0);
    expect(Math.max(...interest) / Math.min(...interest)).toBeGreaterThan(1.1);
    expect(Math.max(...interest) / Math.min(...interest)).toBeLessThan(10);
  });

  it('goes through all regimes and keeps plausible prices', () => {
    expect([...regimes].toSorted()).toEqual(Object.keys(REGIMES).toSorted());
    expect([...regimes].every(isRegimeName)).toBe(true);
    recorder.series.forEach((series) => {
      const { close } = series.columns();
      const change = Math.abs(Math.log((close.at(-1) ?? 1) / (close[0] ?? 1)));
      expect(change).toBeLessThan(1);
      const daily = Math.sqrt(mean(returns(series, 1).map((value) => value ** 2)) * 1_440);
      expect(daily).toBeGreaterThan(0.012);
      expect(daily).toBeLessThan(0.1);
    });
  });

  it('settles funding every eight hours within bounds', () => {
    const rates = recorder.events.filter(([kind]) => kind === 'funding');
    expect(rates.length).toBe(12 * 90);
    for (const [, , rate, , ts] of rates as [string, number, number, number, number][]) {
      expect(Math.abs(rate)).toBeLessThanOrEqual(FUNDING_LIMIT);
      expect(ts % (8 * HOUR)).toBe(0);
    }
    expect(new Set(rates.map(([, , rate]) => rate)).size).toBeGreaterThan(100);
    expect(fundingRate(0)).toBe(0.0001);
    expect(fundingRate(0.002)).toBeCloseTo(0.0015, 12);
    expect(fundingRate(-1)).toBe(-FUNDING_LIMIT);
  });

  it('liquidates longs in falls and shorts in rises', () => {
    const events = recorder.events.filter(([kind]) => kind === 'liquidation') as [
      string,
      number,
      number,
      number,
      string,
      number,
    ][];
    expect(events.length).toBeGreaterThan(1_000);
    expect(new Set(events.map((event) => event[4]))).toEqual(new Set(['long', 'short']));
    const twoHoursBefore = (ts: number): number => Math.floor((ts - START) / MINUTE) - 120;
    let agreeing = 0;
    let judged = 0;
    for (const [, coin, price, lots, side, ts] of events) {
      expect(lots).toBeGreaterThanOrEqual(1);
      const earlier = recorder.series[coin]?.at(twoHoursBefore(ts))?.close;
      if (earlier === undefined) continue;
      judged += 1;
      if (price < earlier === (side === 'long')) agreeing += 1;
    }
    expect(agreeing / judged).toBeGreaterThan(0.85);
  });
});

describe('the simulated market', () => {
  it('has the same variance in coarse and in fine steps', () => {
    const variance = (stepMs: number): number => {
      const recorder = new Recorder();
      market(3, false).advance(2 * DAY, recorder, stepMs);
      // Own volatilities follow the same minute steps; only the length of the price step differs.
      return mean(recorder.series.flatMap((series) => returns(series, 1).map((value) => Math.min(value ** 2, 1e-5))));
    };
    const ratio = variance(2_000) / variance(15_000);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('always quotes a bid below the ask, on the grid, with the last price at one of the two recent sides', () => {
    const simulated = market(5, false);
    const recorder = new Recorder();
    recorder.wantsTrades = true;
    for (let tick = 0; tick < 5_000; tick += 1) {
      simulated.advance(500, recorder, 500);
      instruments.forEach((instrument, place) => {
        const { bid, ask, last, mark, bidLots, askLots } = simulated.ticker(place, 0);
        const power = 10 ** instrument.priceScale;
        const onGrid = [bid, ask, last].every((price) => Math.round(price * power) / power === price);
        const near = Math.abs(mark / last - 1) < 0.02 && Math.abs(mark / ((bid + ask) / 2) - 1) < 0.002;
        if (!(bid > 0 && bid < ask && onGrid && near && bidLots >= 1 && askLots >= 1)) {
          throw new Error(`${instrument.coin}: ${JSON.stringify(simulated.ticker(place, 0))}`);
        }
      });
    }
    const trades = recorder.events.filter(([kind]) => kind === 'trade');
    expect(trades.length).toBeGreaterThan(12 * 2_500);
  });

  it('counts in a candle exactly the contracts traded and liquidated in its minute', () => {
    const simulated = market(21, false);
    const recorder = new Recorder();
    recorder.wantsTrades = true;
    simulated.advance(10 * MINUTE, recorder, 500);
    instruments.forEach((instrument, place) => {
      const traded = recorder.events
        .filter(([kind, coin]) => (kind === 'trade' || kind === 'liquidation') && coin === place)
        .reduce((sum, [, , , lots]) => sum + (lots as number), 0);
      const volume = recorder.series[place]?.columns().volume.reduce((sum, value) => sum + value, 0) ?? 0;
      expect(Math.round(volume / Number(instrument.multiplier))).toBe(traded);
    });
  });

  it('has outages every few hours, and exactly then candles are missing', () => {
    const simulated = market(8);
    const recorder = new Recorder();
    simulated.advance(10 * DAY, recorder);
    expect(recorder.outages.length).toBeGreaterThan(20);
    expect(recorder.outages.length).toBeLessThan(120);
    const expected = new Set<number>();
    for (const [from, to] of recorder.outages) {
      expect(to - from).toBeGreaterThanOrEqual(10_000);
      expect(to - from).toBeLessThanOrEqual(90_000);
      for (let ts = Math.floor(from / MINUTE) * MINUTE; ts < to; ts += MINUTE) expected.add(ts);
    }
    for (const series of recorder.series) {
      const missing = candleGaps(series.columns().ts, MINUTE).flatMap((gap) =>
        Array.from({ length: gap.missing }, (_, step) => gap.from + step * MINUTE),
      );
      expect(missing).toEqual([...expected].toSorted((a, b) => a - b));
    }
    expect(recorder.events.filter(([kind]) => kind === 'funding').length).toBe(12 * 30);
  });

  it('is the same for the same seed and different for another', () => {
    const run = (seed: number): string => {
      const recorder = new Recorder();
      recorder.wantsTrades = true;
      const simulated = market(seed);
      simulated.advance(6 * HOUR, recorder);
      simulated.advance(5 * MINUTE, recorder, 500);
      return recorder.hash();
    };
    expect(run(77)).toBe(run(77));
    expect(run(77)).not.toBe(run(78));
  });

  it('goes on after save and restore as if nothing had happened', () => {
    const one = market(31);
    one.advance(5 * HOUR + 12_345, new Recorder());
    const other = SimulatedMarket.restore(one.state(), instruments);
    const [a, b] = [new Recorder(), new Recorder()];
    one.advance(2 * DAY, a);
    other.advance(2 * DAY, b);
    expect(a.series[0]?.length).toBeGreaterThan(2_000);
    expect(b.hash()).toBe(a.hash());
    expect(other.state()).toBe(one.state());
  });

  it('refuses a state that is not its own', () => {
    const text = market(1).state();
    expect(() => SimulatedMarket.restore(text, instruments.slice(1))).toThrow(SyntaxError);
    expect(() => SimulatedMarket.restore('{}', instruments)).toThrow(SyntaxError);
    expect(() => SimulatedMarket.restore('no JSON', instruments)).toThrow(SyntaxError);
    expect(() => SimulatedMarket.restore(text.replace('"premium":0', '"premium":"0"'), instruments)).toThrow(
      SyntaxError,
    );
    expect(() => SimulatedMarket.restore(text.replace('"range"', '"sideways"'), instruments)).toThrow(SyntaxError);
  });

  it('skips time without inventing candles', () => {
    const simulated = market(2, false);
    const recorder = new Recorder();
    simulated.advance(10 * MINUTE, recorder);
    simulated.skipTo(START + 3 * HOUR + 30_000);
    simulated.advance(10 * MINUTE, recorder);
    const ts = recorder.series[0]?.columns().ts ?? new Float64Array(0);
    expect(candleGaps(ts, MINUTE)).toEqual([{ from: START + 10 * MINUTE, missing: 171 }]);
    expect(() => {
      simulated.skipTo(START);
    }).toThrow(RangeError);
    expect(() => {
      simulated.advance(-1, recorder);
    }).toThrow(RangeError);
  });

  it('makes sixty days of minutes for twelve contracts quickly', () => {
    const before = process.cpuUsage();
    market(4).advance(60 * DAY, new Recorder());
    const used = process.cpuUsage(before);
    const ms = (used.user + used.system) / 1_000;
    process.stderr.write(`60 days x 12 contracts: ${ms.toFixed(0)} ms of processor time\n`);
    // Processor time, so that other work on the machine does not count; the goal is 1,500 ms.
    expect(ms).toBeLessThan(3_000);
  });
});
