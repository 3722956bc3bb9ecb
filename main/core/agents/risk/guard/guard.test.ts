import { beforeEach, describe, expect, it } from 'vitest';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { parseMoney, type Money } from '#shared/domain/money.ts';
import { BTC, EQUITY, GuardWorld, SOL, USDT } from '#tests/support/risk/guard-world.ts';
import type { GuardParts } from './guard.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let world: GuardWorld;
beforeEach(() => {
  world = new GuardWorld();
});

const reason = 'looked at it';
const news = () => world.news();
const stops = (count: number, symbol: ContractSymbol = BTC): void => {
  for (let i = 0; i < count; i++) {
    world.advance(MINUTE);
    world.trade(symbol, 'stop', 0n);
  }
};
const usdt = (amount: number): bigint => BigInt(amount) * USDT;
const kinds = (): readonly string[] => world.state.state().causes.map(({ kind }) => kind);
/** The causes that go on; the others wait for a person to resume trading. */
const holding = (): readonly string[] => world.state.state().causes.flatMap(({ kind, holds }) => (holds ? [kind] : []));

describe('an equity', () => {
  const FIRST = { equity: '10000', paidIn: '10000', by: 'first sight' };

  it('that falls takes the trading state back, by the loss that was reached', () => {
    expect([world.guard.equity, world.guard.lossReferences]).toEqual([null, null]);
    world.equity(EQUITY, EQUITY);
    expect(news()).toEqual([['equity.reference', 'equity', expect.objectContaining(FIRST)]]);
    expect(world.guard.equity).toBe(EQUITY);
    expect(world.guard.lossReferences).toEqual({ 'day-loss': EQUITY, 'week-loss': EQUITY, drawdown: EQUITY });
    world.equity(usdt(9_801), EQUITY, false);
    // A protection has locked entries by now; no breaker has opened.
    expect([news().map(([type]) => type), kinds()]).toEqual([['protection.locked'], []]);
    world.equity(usdt(9_800), EQUITY, false);
    expect(world.state.state().state).toBe('REDUCING');
    const [opened, state] = news();
    const numbers = { lossPercent: 2, equity: '9800', reference: '10000' };
    const sentence = 'equity is 2 % below the start of the day (9800.00 of 10000.00 USDT)';
    expect(opened).toEqual([
      'breaker.opened',
      'risk:day-loss',
      { kind: 'risk', level: 'orange', code: 'RISK_BREAKER_OPEN', until: null, numbers, sentence },
    ]);
    expect(state?.[0]).toBe('trading.state');
    expect(world.state.state().causes).toMatchObject([
      { kind: 'risk:day-loss', level: 'REDUCING', reason: sentence, by: 'guard', latched: true },
    ]);
    expect(world.guard.openRisks()).toEqual(['risk:day-loss']);
    world.equity(usdt(9_700), EQUITY, false);
    expect([world.state.state().state, kinds()]).toEqual(['HALTED', ['risk:day-loss']]);
    const { protections } = world.guard.facts({ symbol: BTC, direction: 1, source: 'trend' });
    expect(protections[0]).toMatchObject({ code: 'RISK_BREAKER_OPEN' });
    // It is measured without moving anything.
    const measured = world.guard.measure(world.now(), usdt(9_000) as Money, EQUITY);
    expect(measured.drawdown).toMatchObject({ level: 'red', lossPpm: 100_000n });
    expect([world.guard.equity, kinds()]).toEqual([usdt(9_700), ['risk:day-loss']]);
  });

  it('is judged by protections too, and a loss nobody could re-arm latches nothing', () => {
    world.attended = false;
    world.equity(EQUITY, EQUITY);
    expect(news().map(([type]) => type)).toEqual(['equity.reference']);
    world.advance(MINUTE);
    world.equity(usdt(10_100), EQUITY);
    // A past gives its samples again.
    expect(news()).toEqual([]);
    world.advance(MINUTE);
    world.equity(usdt(9_000), EQUITY);
    expect([news().map(([type]) => type), kinds()]).toEqual([['protection.locked'], []]);
    world.advance(DAY);
    world.equity(usdt(9_000), EQUITY);
    expect(news().find(([type]) => type === 'equity.reference')?.[2]).toMatchObject({ by: 'new day' });
    world.attended = true;
    world.advance(MINUTE);
    world.equity(usdt(9_050), EQUITY);
    expect(news().filter(([type]) => type === 'equity.reference')).toMatchObject([{ 2: { by: 'sample' } }]);
  });

  it('a restart measures from what was recorded, and from the samples after it', () => {
    world.attended = false;
    world.equity(EQUITY, EQUITY);
    world.advance(MINUTE);
    const sample = usdt(11_000);
    world.equity(sample, EQUITY);
    world.records.push({
      seq: world.records.length + 1,
      ts: world.now(),
      type: 'equity.sampled',
      subject: 'equity',
      data: { equity: '11000' },
    });
    world.attended = true;
    world.restart();
    expect([world.guard.equity, world.guard.lossReferences?.drawdown]).toEqual([sample, sample]);
    world.advance(MINUTE);
    world.equity(usdt(9_900), EQUITY);
    // 10 % below the peak of 11,000: the day began at 10,000 and lost one.
    expect(world.guard.openRisks()).toEqual(['risk:drawdown']);
  });
});

describe('a trade that ended', () => {
  it('is kept with its shares of the equity, costs taken off', () => {
    world.trade(BTC, 'target', usdt(10), { fees: USDT, funding: -usdt(2), side: -1, source: 'user', heldMs: 5 });
    const [kept] = news();
    expect(kept).toEqual([
      'trade.closed',
      BTC,
      {
        signalId: 'signal',
        side: -1,
        source: 'user',
        how: 'target',
        heldMs: 5,
        resultPpm: 700,
        feesPpm: 100,
        fundingPpm: -200,
      },
    ]);
  });

  it.each([
    ['is not known', null],
    ['is nothing', 0n],
    ['is less than nothing', -1n],
  ])('has no shares while the equity %s', (_, equity) => {
    world = new GuardWorld({ equity: () => equity as Money | null });
    world.trade(BTC, 'target', usdt(10));
    expect(news()[0]?.[2]).toMatchObject({ resultPpm: 0, feesPpm: 0, fundingPpm: 0 });
  });

  it('is rounded to whole parts per million', () => {
    world.trade(BTC, 'target', 1_600_000n);
    world.trade(BTC, 'target', 400_000n);
    expect(news().flatMap(([type, , data]) => (type === 'trade.closed' ? [data['resultPpm']] : []))).toEqual([2, 0]);
  });

  it('the fifth stop on a symbol within a day halts', () => {
    stops(4);
    stops(1, SOL);
    world.trade(BTC, 'target', 0n);
    expect(world.guard.openRisks()).toEqual([]);
    news();
    stops(1);
    expect(world.guard.openRisks()).toEqual(['risk:loss-streak']);
    expect(news().find(([, subject]) => subject === 'risk:loss-streak')?.[2]).toMatchObject({
      numbers: { symbol: BTC, count: 5 },
      sentence: `${BTC} was stopped out 5 times in 24 h`,
    });
    expect(world.state.state().state).toBe('HALTED');
  });

  it('stops of more than a day ago do not count, nor any while nobody is there', () => {
    stops(4);
    world.advance(DAY - 3 * MINUTE);
    world.trade(BTC, 'stop', 0n);
    expect(world.guard.openRisks()).toEqual([]);
    world.attended = false;
    stops(5);
    expect(world.guard.openRisks()).toEqual([]);
  });

  it('stops a person has seen do not count again, over a restart', () => {
    stops(5);
    world.advance(HOUR);
    expect(world.guard.rearm('risk:loss-streak', 'REARM', 'trader', reason)).toBe('done');
    expect(holding()).toEqual([]);
    stops(4);
    expect(world.guard.openRisks()).toEqual([]);
    world.restart();
    expect(world.guard.openRisks()).toEqual([]);
    stops(1);
    expect(world.guard.openRisks()).toEqual(['risk:loss-streak']);
  });

  it('a restart remembers the stops of a week', () => {
    stops(4);
    world.restart();
    expect(world.guard.protections.stopsOn(BTC, Number.NEGATIVE_INFINITY)).toBe(4);
    stops(1);
    expect(world.guard.openRisks()).toEqual(['risk:loss-streak']);
    world = new GuardWorld();
    stops(3);
    world.advance(7 * DAY - MINUTE);
    world.restart();
    expect(world.guard.protections.stopsOn(BTC, Number.NEGATIVE_INFINITY)).toBe(2);
  });

  it('what a restart remembers lies as far back as before', () => {
    stops(1);
    world.advance(HOUR);
    world.restart();
    const ago = (ms: number): number => world.guard.protections.stopsOn(BTC, world.span() - ms);
    expect([ago(HOUR), ago(HOUR + 1)]).toEqual([0, 1]);
  });
});

describe('doubts', () => {
  it('halt, each with its own sentence', () => {
    world.guard.onMismatch('the venue holds 3 lots more');
    expect(world.state.state().causes).toMatchObject([
      { kind: 'risk:mismatch', level: 'HALTED', reason: 'the venue holds 3 lots more' },
    ]);
    world.guard.onAuditFailure('the journal is broken at 17');
    expect(world.state.state().causes[0]).toMatchObject({ kind: 'risk:audit', reason: 'the journal is broken at 17' });
    expect(world.guard.openRisks()).toEqual(['risk:mismatch', 'risk:audit']);
  });

  it('halt nothing while nobody could re-arm', () => {
    world.attended = false;
    world.guard.onMismatch('the venue holds 3 lots more');
    world.guard.onAuditFailure('the journal is broken at 17');
    expect([world.guard.openRisks(), kinds()]).toEqual([[], []]);
  });

  it('of the venue about orders lock the symbol', () => {
    for (let i = 0; i < 3; i++) world.guard.onOrderAnswer(BTC, 'refused');
    expect([world.codes(BTC), world.codes(SOL)]).toEqual([['RISK_LOCK_REJECTIONS'], []]);
  });
});

describe('a person', () => {
  it('re-arms one breaker by its word, and its loss counts from now on', () => {
    world.equity(EQUITY, EQUITY);
    world.equity(usdt(9_700), EQUITY, false);
    world.guard.onMismatch('the venue holds 3 lots more');
    news();
    const { guard } = world;
    expect(guard.rearm('risk:nothing', 'REARM', 'trader', reason)).toBe('not-found');
    expect(guard.rearm('risk:day-loss', 'rearm', 'trader', reason)).toBe('wrong-word');
    expect(guard.rearm('risk:drawdown', 'REARM', 'trader', reason)).toBe('not-open');
    expect(news()).toEqual([]);
    expect(guard.rearm('risk:day-loss', 'REARM', 'trader', reason)).toBe('done');
    expect(news().map(([type, subject, data]) => [type, subject, data['by'], data['sentence'] ?? ''])).toEqual([
      ['equity.reference', 'equity', 'trader', ''],
      ['breaker.closed', 'risk:day-loss', 'trader', reason],
      ['trading.state', 'trading', expect.anything(), ''],
    ]);
    expect(guard.lossReferences).toMatchObject({ 'day-loss': usdt(9_700), drawdown: EQUITY });
    expect([guard.openRisks(), holding()]).toEqual([['risk:mismatch'], ['risk:mismatch']]);
    expect(guard.rearm('risk:mismatch', 'REARM', 'trader', reason)).toBe('done');
    expect(news().map(([type]) => type)).toEqual(['breaker.closed', 'trading.state']);
    // Trading itself is resumed by a person, in a step of its own.
    expect([holding(), kinds(), world.state.state().state]).toEqual([[], ['risk:day-loss', 'risk:mismatch'], 'HALTED']);
  });

  it('who resumes trading re-arms all', () => {
    world.guard.onMismatch('the venue holds 3 lots more');
    world.guard.onAuditFailure('the journal is broken at 17');
    news();
    world.guard.onTradingResumed('trader');
    expect(news().filter(([type]) => type === 'breaker.closed')).toEqual([
      ['breaker.closed', 'risk:mismatch', { kind: 'risk', by: 'trader', sentence: 'trading was resumed' }],
      ['breaker.closed', 'risk:audit', { kind: 'risk', by: 'trader', sentence: 'trading was resumed' }],
    ]);
    expect(world.guard.openRisks()).toEqual([]);
  });

  it('sets a protection and ends a lock, each on record and over a restart', () => {
    const { guard } = world;
    let changes = 0;
    guard.onChange.on(() => (changes += 1));
    expect(guard.configure('nothing', '', {}, 'trader', reason)).toBe('There is no protection "nothing".');
    expect(guard.unlock('nothing', BTC, 'trader', reason)).toBe(false);
    expect(guard.unlock('spread', BTC, 'trader', reason)).toBe(false);
    expect([news(), changes]).toEqual([[], 0]);
    expect(guard.configure('spread', BTC, { params: { limit: 100 } }, 'trader', reason)).toBeNull();
    expect(news()).toMatchObject([
      ['protection.configured', `spread|${BTC}`, { protection: 'spread', target: BTC, by: 'trader', reason }],
    ]);
    world.ticker(BTC, { bid: 99.9, ask: 100 });
    world.ticker(SOL, { bid: 99, ask: 100 });
    expect([world.codes(BTC), world.codes(SOL)]).toEqual([['RISK_LOCK_SPREAD'], ['RISK_LOCK_SPREAD']]);
    news();
    expect(guard.unlock('spread', BTC, 'trader', reason)).toBe(true);
    expect(news()).toEqual([
      ['protection.unlocked', `spread|${BTC}`, { protection: 'spread', target: BTC, by: 'trader', reason }],
    ]);
    expect(changes).toBe(4);
    world.restart();
    expect([world.codes(BTC), world.codes(SOL)]).toEqual([[], ['RISK_LOCK_SPREAD']]);
    world.ticker(BTC, { bid: 99.9, ask: 100 });
    expect(world.codes(BTC)).toEqual(['RISK_LOCK_SPREAD']);
    world.advance(5 * MINUTE);
    expect(world.codes(BTC)).toEqual([]);
  });

  it('finds every breaker in the reports', () => {
    expect(world.guard.reports().map(({ id }) => id)).toEqual([
      'connector:venue',
      'risk:day-loss',
      'risk:week-loss',
      'risk:drawdown',
      'risk:loss-streak',
      'risk:mismatch',
      'risk:audit',
      ...[BTC, SOL].flatMap((symbol) => ['volatility', 'stale', 'funding'].map((name) => `market:${name}:${symbol}`)),
    ]);
  });
});

it('a restart takes the trading state back again by each risk breaker that is open', () => {
  world.equity(EQUITY, parseMoney('10000'));
  world.equity(usdt(9_800), EQUITY, false);
  world.guard.onMismatch('the venue holds 3 lots more');
  world.restart();
  expect(world.guard.openRisks()).toEqual(['risk:day-loss', 'risk:mismatch']);
  expect(world.state.state().causes.map(({ kind, level }) => [kind, level])).toEqual([
    ['risk:mismatch', 'HALTED'],
    ['risk:day-loss', 'REDUCING'],
  ]);
  expect(world.guard.rearm('risk:mismatch', 'REARM', 'trader', reason)).toBe('done');
  world.restart();
  expect(world.guard.openRisks()).toEqual(['risk:day-loss']);
});

it('a journal that cannot be written is logged, and what was found stands', () => {
  const logged: unknown[] = [];
  const parts: Partial<GuardParts> = {
    journal: {
      append: () => {
        throw new Error('disk is full');
      },
      store: { query: () => [] },
      state: { rows: () => new Map().entries() },
    },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, about) => logged.push([message, about]),
    },
  };
  world = new GuardWorld(parts);
  let changes = 0;
  world.guard.onChange.on(() => (changes += 1));
  for (let i = 0; i < 10; i++) world.guard.onCall(true, 10);
  expect([world.guard.connector.state, changes]).toEqual(['open', 1]);
  expect(logged).toEqual([['The guard could not record what it found', { error: 'Error: disk is full' }]]);
  world.guard.onAuditFailure('the disk is full');
  expect(world.state.state().state).toBe('HALTED');
});
