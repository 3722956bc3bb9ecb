import { beforeEach, describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { denial } from '#shared/domain/denial.ts';
import { BTC, GuardWorld, SOL } from '#tests/support/risk/guard-world.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2025, 2, 10, 12);
const reason = 'looked at it';

let world: GuardWorld;
beforeEach(() => {
  world = new GuardWorld();
});

const news = () => world.news();
const calls = (count: number, failed: boolean, tookMs = 10): void => {
  for (let i = 0; i < count; i++) world.guard.onCall(failed, tookMs);
};
/** Causes of the trading state: a connection or a market never is one. */
const kinds = (): readonly string[] => world.state.state().causes.map(({ kind }) => kind);

describe('the connection', () => {
  it('opens, is probed and closes, each on record', () => {
    calls(9, true);
    expect([news(), world.codes(BTC)]).toEqual([[], []]);
    calls(1, true);
    const sentence = 'The connection to venue failed: 10 of 10 calls failed. Entries wait 30 s.';
    const [opened] = news();
    expect(opened?.slice(0, 2)).toEqual(['breaker.opened', 'connector:venue']);
    expect(opened?.[2]).toMatchObject({ kind: 'connector', level: 'orange', code: 'RISK_CONNECTOR_OPEN' });
    expect(opened?.[2]).toMatchObject({ until: NOON + 30_000 });
    // The seconds that are left are of this moment, the record is for ever.
    expect(opened?.[2]['numbers']).toEqual({ venue: 'venue', bad: 10, calls: 10, how: 'failed' });
    expect(String(opened?.[2]['sentence']).length).toBeGreaterThan(sentence.length / 2);
    expect(world.codes(BTC)).toEqual(['RISK_CONNECTOR_OPEN']);

    world.advance(30_000);
    // A question is enough to move it with time.
    expect(world.codes(BTC)).toEqual(['RISK_CONNECTOR_PROBING']);
    expect(news()).toEqual([
      [
        'breaker.half-open',
        'connector:venue',
        { kind: 'connector', sentence: world.guard.connector.report().sentence },
      ],
    ]);
    for (let probe = 0; probe < 3; probe++) {
      world.guard.onTime();
      world.guard.onTime();
      expect(world.probesSent).toBe(probe + 1);
      expect(world.answerProbe(true)).toBe(true);
    }
    expect(news()).toEqual([['breaker.closed', 'connector:venue', { kind: 'connector', by: 'probes', sentence: '' }]]);
    expect([world.codes(BTC), kinds()]).toEqual([[], []]);
  });

  it('a probe that is answered no, or not at all, opens it again', async () => {
    let answer: () => Promise<boolean> = () => Promise.resolve(false);
    world = new GuardWorld({ venue: { name: 'venue', probe: () => answer() } });
    const probed = async (): Promise<void> => {
      world.advance(30_000);
      world.guard.onTime();
      await Promise.resolve();
      await Promise.resolve();
    };
    calls(10, true);
    await probed();
    expect(world.guard.connector.state).toBe('open');
    answer = () => Promise.reject(new Error('no route'));
    await probed();
    expect(world.guard.connector.state).toBe('open');
    answer = () => Promise.resolve(true);
    await probed();
    expect(world.guard.connector.state).toBe('half-open');
  });

  it('without a probe to send nothing is sent', () => {
    world = new GuardWorld({ venue: { name: 'venue', probe: null } });
    calls(10, true);
    world.advance(30_000);
    world.guard.onTime();
    expect(world.guard.connector.state).toBe('half-open');
    // The round is still to be asked for: none was taken.
    expect(world.guard.connector.nextProbe()).not.toBeNull();
  });

  it('is taken up by a restart as it was left', () => {
    calls(10, true);
    world.restart();
    expect(world.codes(BTC)).toEqual(['RISK_CONNECTOR_OPEN']);
    world.advance(30_000);
    expect(world.codes(BTC)).toEqual(['RISK_CONNECTOR_PROBING']);
  });
});

describe('a market', () => {
  it('pauses its symbol and ends by time, each on record, and leaves the trading state alone', () => {
    world.guard.onMark(BTC, 100);
    world.guard.onMark(BTC, 102);
    const [opened, ...others] = news();
    expect(others).toEqual([]);
    expect(opened?.slice(0, 2)).toEqual(['breaker.opened', `market:volatility:${BTC}`]);
    expect(opened?.[2]).toMatchObject({ kind: 'market', level: 'orange', code: 'RISK_VOLATILITY' });
    expect(opened?.[2]).toMatchObject({ until: NOON + 15 * MINUTE, numbers: { move: 2, minutes: 1, limit: 2 } });
    expect([world.codes(BTC), world.codes(SOL), kinds()]).toEqual([['RISK_VOLATILITY'], [], []]);
    // SOL is no major: it may move by less than 3 %.
    world.guard.onMark(SOL, 100);
    world.guard.onMark(SOL, 102.9);
    expect(news()).toEqual([]);
    world.advance(15 * MINUTE);
    expect(world.codes(BTC)).toEqual(['RISK_MARKET_STALE']);
    expect(news().map(([type, subject]) => [type, subject])).toEqual([
      ['breaker.opened', `market:stale:${BTC}`],
      ['breaker.closed', `market:volatility:${BTC}`],
    ]);
    world.guard.onTime();
    expect(news().map(([type, subject]) => [type, subject])).toEqual([['breaker.opened', `market:stale:${SOL}`]]);
  });

  it('that is closed says by what', () => {
    world.guard.onMark(BTC, 100);
    world.guard.onMark(BTC, 102);
    world.restart();
    expect(world.codes(BTC)).toEqual(['RISK_VOLATILITY']);
    world.advance(15 * MINUTE);
    news();
    world.guard.onTime();
    expect(news()).toEqual([
      ['breaker.closed', `market:volatility:${BTC}`, { kind: 'market', by: 'time', sentence: '' }],
    ]);
  });

  it('that is not watched is passed over', () => {
    const other = contractSymbol('XRPUSDTM');
    world.guard.onMark(other, 100);
    world.guard.onMark(other, 200);
    world.ticker(other, { bid: 50 });
    expect([news(), world.codes(other)]).toEqual([[], []]);
  });

  it('whose next funding is not known refuses where it must be', () => {
    world = new GuardWorld({ fundingRequired: true });
    const { market } = world.guard.facts({ symbol: BTC, direction: 1, source: 'trend' });
    expect(market).toEqual([denial('RISK_INPUT_UNKNOWN', { input: 'next funding of XBTUSDTM' })]);
    expect(world.codes(contractSymbol('XRPUSDTM'))).toEqual(['RISK_INPUT_UNKNOWN']);
    world.ticker(BTC, { fundingRate: 0.0001 });
    expect([world.codes(BTC), world.codes(SOL)]).toEqual([[], ['RISK_INPUT_UNKNOWN']]);
    world.ticker(BTC, { fundingRate: null });
    expect(world.codes(BTC)).toEqual(['RISK_INPUT_UNKNOWN']);
  });

  it('a pause goes before all', () => {
    const paused = denial('RISK_PAUSED', { what: 'all symbols', end: 'until they are resumed', reason: 'lunch' });
    world = new GuardWorld({ pauseFor: ({ symbol }) => (symbol === BTC ? paused : null) });
    expect(world.guard.facts({ symbol: BTC, direction: 1, source: 'trend' }).pause).toBe(paused);
    expect(world.guard.facts({ symbol: SOL, direction: 1, source: 'trend' }).pause).toBeNull();
  });
});

describe('a ticker', () => {
  const locked = (): readonly string[] =>
    news().flatMap(([type, subject]) => (type === 'protection.locked' ? [subject] : []));

  it('locks a symbol from the limit of its spread on', () => {
    world.ticker(BTC, { bid: 99.501, ask: 100 });
    expect(locked()).toEqual([]);
    world.ticker(BTC, { bid: 99.5, ask: 100 });
    expect(news()).toEqual([
      [
        'protection.locked',
        `spread|${BTC}`,
        {
          protection: 'spread',
          scope: 'symbol',
          target: BTC,
          until: NOON + 5 * MINUTE,
          numbers: { spread: 5_000, limit: 5_000 },
        },
      ],
    ]);
    expect([world.codes(BTC), world.codes(SOL)]).toEqual([['RISK_LOCK_SPREAD'], []]);
  });

  it('without a bid or an ask has no spread', () => {
    world.ticker(BTC, { bid: 0 });
    world.ticker(BTC, { bid: 1, ask: 0 });
    world.ticker(BTC, { bid: Number.NaN });
    world.ticker(BTC, { bid: -1, ask: 1 });
    expect(locked()).toEqual([]);
  });

  it('locks a symbol whose mark leaves its index, to either side', () => {
    world.ticker(BTC, { mark: 101.4 });
    world.ticker(SOL, { index: 0 });
    world.ticker(SOL, { mark: 0, index: 100 });
    expect(locked()).toEqual([]);
    world.ticker(BTC, { mark: 101.6 });
    world.ticker(SOL, { mark: 98.4 });
    expect(locked()).toEqual([`index-gap|${BTC}`, `index-gap|${SOL}`]);
  });

  it('with one figure beyond its limit is judged by that one alone', () => {
    world.ticker(BTC, { bid: 0, mark: 110 });
    expect(locked()).toEqual([`index-gap|${BTC}`]);
    world.ticker(SOL, { bid: 90, index: 0 });
    expect(locked()).toEqual([`spread|${SOL}`]);
  });

  it('locks a symbol whose price jumped, once that is switched on', () => {
    const jump = (): void => {
      world.guard.onMark(SOL, 100);
      world.guard.onMark(SOL, 102.1);
      world.ticker(SOL);
    };
    jump();
    expect(locked()).toEqual([]);
    expect(world.guard.configure('price-jump', '', { enabled: true }, 'trader', reason)).toBeNull();
    jump();
    expect(locked()).toEqual([`price-jump|${SOL}`]);
  });

  it('what moves on several symbols at once locks everything', () => {
    const third = contractSymbol('XRPUSDTM');
    const symbols = [BTC, SOL, third].map((symbol) => ({ symbol, major: false }));
    world = new GuardWorld({ symbols });
    for (const { symbol } of symbols) world.guard.onMark(symbol, 100);
    for (const { symbol } of symbols.slice(0, 2)) world.guard.onMark(symbol, 104);
    expect(locked()).toEqual([]);
    world.guard.onMark(third, 104);
    expect(locked()).toEqual(['wide-move|account']);
    expect(world.codes(BTC)).toContain('RISK_LOCK_WIDE_MOVE');
  });

  it('counts what moves on others also when its own spread is too wide', () => {
    world.guard.configure('wide-move', '', { params: { count: 2, lock: 1 } }, 'trader', reason);
    for (const symbol of [BTC, SOL]) world.guard.onMark(symbol, 100);
    for (const symbol of [BTC, SOL]) world.guard.onMark(symbol, 104);
    expect(locked()).toEqual(['wide-move|account']);
    world.advance(MINUTE);
    world.ticker(BTC, { bid: 90 });
    expect(locked()).toEqual([`spread|${BTC}`, 'wide-move|account']);
  });
});
