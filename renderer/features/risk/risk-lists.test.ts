import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BreakerView, ProtectionView } from '#shared/contract/protections.ts';
import type { WatchdogView } from '#shared/contract/watchdog.ts';
import { breakerGroups, notClosedCounts } from './breaker-groups.ts';
import { filterGroups, hourBars } from './denial-words.ts';
import { freeWords, pauseChip, pauseEnd, symbolChip } from './pause-chips.ts';
import { watchdogFacts } from './watchdog-words.ts';

const breaker = (
  key: string,
  kind: BreakerView['kind'],
  title: string,
  change: Partial<BreakerView> = {},
): BreakerView => ({
  ...{ key, kind, title, state: 'closed', level: 'green', since: null, until: null, sentence: '', rearm: 'word' },
  ...{ rearmable: false, numbers: {}, ...change },
});

const STALE = breaker('market:stale:XBTUSDTM', 'market', 'Stale price of XBTUSDTM', {
  state: 'open',
  until: 30_000,
  sentence: 'The price is 14 s old.',
});

describe('breakers', () => {
  const rows = [
    STALE,
    breaker('market:stale:SOLUSDTM', 'market', 'Stale price of SOLUSDTM'),
    breaker('connector:demo', 'connector', 'Connection to demo', { state: 'half-open', sentence: '6 of 10 failed.' }),
    breaker('risk:day-loss', 'risk', 'Loss of the day', {
      state: 'open',
      rearmable: true,
      sentence: 'equity is lower',
    }),
    breaker('risk:audit', 'risk', 'Records cannot be kept'),
  ];

  it('never mixes the kinds; one line for all symbols of a market breaker, the worst state on top', () => {
    const [connector, market, risk] = breakerGroups(rows, 10_000);
    expect([connector?.state, market?.state, risk?.state]).toEqual(['half-open', 'open', 'open']);
    expect(market?.lines).toHaveLength(1);
    expect(market?.lines[0]).toMatchObject({ title: 'Stale price', count: 2, notClosed: 1, rearm: null });
    expect(market?.lines[0]?.note).toBe('XBTUSDTM: The price is 14 s old; ends in 20\u202Fs');
    expect(risk?.lines.map(({ rearm }) => rearm)).toEqual(['risk:day-loss', null]);
    expect(risk?.lines[1]?.note).toBe('never opened');
    expect(notClosedCounts(rows)).toEqual({ open: 2, halfOpen: 1 });
  });
});

describe('denials', () => {
  it('draws a bar for each hour inside the strip, and none that counts lower than 3 px', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 24, maxLength: 24 }), (hours) => {
        const bars = hourBars(hours, 98, 14);
        expect(bars).toHaveLength(24);
        bars.forEach(({ x, width, height, count }, hour) => {
          expect(count).toBe(hours[hour]);
          expect(x >= 0 && x + width <= 98 && height <= 14 && height >= (count > 0 ? 3 : 1)).toBe(true);
        });
      }),
    );
  });

  it('leaves no group out of the filters', () => {
    const groups = ['intake', 'throttle', 'scoring', 'conflict', 'lock', 'risk', 'execution'].map((stage) => ({
      stage,
    }));
    const found = (['risk', 'scoring', 'throttle', 'other'] as const).flatMap((name) =>
      filterGroups(groups as never, name),
    );
    expect(found).toHaveLength(groups.length);
    expect(filterGroups(groups as never, 'all')).toHaveLength(groups.length);
  });
});

describe('chips', () => {
  const pause = { scope: 'symbol', target: 'XBTUSDTM', until: null, reason: 'news', by: 'trader', since: 0 } as const;
  const lock = {
    target: 'SOLUSDTM shorts',
    scope: 'symbol-side',
    since: 0,
    until: 3_600_000,
    sentence: 'Locked.',
    numbers: {},
  };
  const protection = { key: 'spread', title: 'Wide spread', locks: [lock] } as unknown as ProtectionView;
  const obstacles = { breakers: [STALE], protections: [protection] };

  it('names who keeps a symbol out: a person before a breaker before a protection', () => {
    expect(symbolChip('XBTUSDTM', 'BTC', [pause], obstacles)).toMatchObject({
      kind: 'paused',
      why: 'by trader since 00:00',
    });
    expect(symbolChip('XBTUSDTM', 'BTC', [], obstacles)).toMatchObject({
      kind: 'blocked',
      why: 'stale price, to 00:00',
    });
    expect(symbolChip('SOLUSDTM', 'SOL', [], obstacles)).toMatchObject({
      kind: 'locked',
      why: 'wide spread, to 01:00',
    });
    expect(symbolChip('ETHUSDTM', 'ETH', [pause], obstacles).kind).toBe('free');
  });

  it('counts what is free, and ends a pause after its span', () => {
    const chips = [pauseChip('source', 'breakout', 'breakout', []), pauseChip('symbol', 'XBTUSDTM', 'BTC', [pause])];
    expect(freeWords(chips)).toBe('1 of 2 free');
    expect(pauseEnd('open', 5)).toBeNull();
    expect(pauseEnd('1h', 5)).toBe(3_600_005);
  });
});

describe('the watchdog', () => {
  const watchdog: WatchdogView = {
    key: 'watchdog',
    available: true,
    state: 'watching',
    reason: 'armed',
    since: 0,
    heardAt: 1_000,
    rules: 'a',
    ourRules: 'a',
    silenceMs: 3_000,
    action: 'flatten',
    sight: { positions: 2, orders: 3, at: 500, tookMs: 41 },
    blind: null,
    deed: null,
    optOut: null,
    phrase: 'P',
  };

  it('compares what it sees with the core: other positions are bad, other orders are on their way', () => {
    const sees = (positions: number, orders: number) =>
      watchdogFacts(watchdog, { positions, orders }, 2_000).find(({ name }) => name === 'It sees');
    expect(sees(2, 3)).toMatchObject({ bad: false, text: '2 positions, 3 orders, equal to the core, 1.5\u202Fs ago' });
    expect(sees(2, 4)?.bad).toBe(false);
    expect(sees(3, 3)).toMatchObject({
      bad: true,
      text: '2 positions, 3 orders, the core 3 positions, 1.5\u202Fs ago',
    });
  });

  it('puts what is wrong first', () => {
    expect(watchdogFacts({ ...watchdog, rules: 'b' }, null, 2_000)[0]).toMatchObject({ name: 'Its rules', bad: true });
    expect(watchdogFacts({ ...watchdog, blind: 'no login' }, null, 2_000)[0]?.text).toBe('nothing: no login');
    expect(
      watchdogFacts({ ...watchdog, state: 'lost', reason: 'it died' }, null, 2_000).some(
        ({ text, bad }) => bad && text === 'it died',
      ),
    ).toBe(true);
  });
});
