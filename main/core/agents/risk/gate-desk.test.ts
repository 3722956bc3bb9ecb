import { beforeEach, describe, expect, it } from 'vitest';
import { denial } from '#shared/domain/denial.ts';
import { clientOrderId, contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Journal } from '../../journal/journal.ts';
import { BTC, ETH, INSTRUMENTS } from '#tests/support/path/path-world.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { NOT_APPLICABLE } from './context.ts';
import { GateDesk, type GateDeskParts } from './gate-desk.ts';
import { RISK_DEFAULTS } from './limits.ts';
import { NO_SURROUNDINGS, UNKNOWN_SURROUNDINGS, type Surroundings } from './surroundings.ts';

const NOW = Date.UTC(2025, 2, 11, 12);
const MINUTE = 60_000;

interface Recorded {
  readonly seq: number;
  readonly ts: number;
  readonly type: string;
  readonly subject: string;
  readonly data: Record<string, unknown>;
}

/** What the desk needs of a journal, over records and rows that a test writes. */
class Records {
  readonly all: Recorded[] = [];
  readonly onAppended = new Emitter<Recorded>();
  readonly orders: object[] = [];
  readonly signals = new Map<string, { readonly source: string; readonly symbol: string }>();
  now = NOW;

  append = ({ type, subject, data }: Pick<Recorded, 'type' | 'subject' | 'data'>): void => {
    const event = { seq: this.all.length + 1, ts: this.now, type, subject, data };
    this.all.push(event);
    this.onAppended.emit(event);
  };

  get journal(): Journal {
    const facts: Record<string, string> = {
      gate: 'gate.approved',
      limits: 'limits.changed',
      strategies: 'strategy.state',
    };
    const fact = (name: string) => {
      const last = this.all.findLast(({ type }) => type === facts[name]);
      return last === undefined ? null : { data: last.data };
    };
    const query = ({ limit, types }: { limit: number; types: readonly string[] }) =>
      this.all
        .filter(({ type }) => types.includes(type))
        .toReversed()
        .slice(0, limit);
    const records = this as Records;
    return {
      append: this.append,
      commit: () => undefined,
      store: { query },
      onAppended: this.onAppended,
      get head() {
        return records.all.at(-1) ?? null;
      },
      state: { fact, signal: (id: string) => this.signals.get(id) ?? null, openOrders: () => this.orders },
    } as unknown as Journal;
  }

  of(type: string): readonly Record<string, unknown>[] {
    return this.all.filter((each) => each.type === type).map(({ data }) => data);
  }
}

let records: Records;
/** Steady time: it begins elsewhere than the wall. */
let steady = 0;
beforeEach(() => {
  records = new Records();
  steady = 500_000;
});

const unstarted = (more: Partial<GateDeskParts> = {}): GateDesk =>
  new GateDesk({
    journal: records.journal,
    clock: { now: () => records.now as never, monotonic: () => steady },
    hasher: systemHasher,
    instruments: INSTRUMENTS,
    limits: RISK_DEFAULTS,
    build: 'build 1',
    approval: 'person',
    surroundings: NO_SURROUNDINGS,
    steadyNow: () => steady,
    attended: () => true,
    ...more,
  });
const deskOf = (more: Partial<GateDeskParts> = {}): GateDesk => {
  const desk = unstarted(more);
  desk.start();
  return desk;
};
const wait = (ms: number): void => {
  records.now += ms;
  steady += ms;
};
const entry = (symbol: ContractSymbol = BTC) => ({ symbol, strategy: 'trend' });
const intent = (symbol: ContractSymbol, role: string): void => {
  records.append({ type: 'order.intent', subject: 'o', data: { symbol, role } });
};
const author = { by: 'trader', reason: 'quieter', confirmation: null };

describe('what runs', () => {
  it('is approved by the first start, and by a person after that', () => {
    const desk = deskOf();
    const [first] = records.of('gate.approved');
    expect(first).toMatchObject({ build: 'build 1', by: 'system', reason: 'first start' });
    const rules = first?.['rules'];
    expect(rules).toMatch(/^[0-9a-f]{64}$/);
    expect(desk.approval()).toEqual({ rules, approvedRules: rules, build: 'build 1', approvedBuild: 'build 1' });
    const other = deskOf({ build: 'build 2' });
    expect(other.approval()).toEqual({ rules, approvedRules: rules, build: 'build 2', approvedBuild: 'build 1' });
    expect(records.of('gate.approved')).toHaveLength(1);
    other.approve('trader', 'read what changed');
    expect(records.of('gate.approved')[1]).toEqual({
      rules,
      build: 'build 2',
      by: 'trader',
      reason: 'read what changed',
    });
    expect(other.approval()).toMatchObject({ approvedBuild: 'build 2' });
    expect(records.all.at(-1)?.subject).toBe('gate');
  });

  it('is approved by the program where fills are simulated, once for each program and each rules', () => {
    deskOf({ approval: 'system' });
    deskOf({ approval: 'system' });
    expect(records.of('gate.approved')).toHaveLength(1);
    deskOf({ approval: 'system', build: 'build 2' });
    expect(records.of('gate.approved')[1]).toMatchObject({
      build: 'build 2',
      by: 'system',
      reason: 'fills are simulated',
    });
    deskOf({ approval: 'system', build: 'build 2', limits: { ...RISK_DEFAULTS, leverage: 2 } });
    expect(records.of('gate.approved')).toHaveLength(3);
    expect(records.of('gate.approved')[2]?.['rules']).not.toBe(records.of('gate.approved')[1]?.['rules']);
  });

  it('is not asked for in a replay', () => {
    const desk = deskOf({ approval: 'none' });
    expect([desk.approval(), records.all]).toEqual([NOT_APPLICABLE, []]);
    expect(desk.facts(entry()).build).toBe(NOT_APPLICABLE);
  });

  it('was never approved before the desk started', () => {
    const desk = unstarted();
    expect(desk.approval()).toMatchObject({ approvedRules: null, build: 'build 1', approvedBuild: null });
  });
});

describe('limits', () => {
  it('that are changed are approved by whom changed them, the program is not', () => {
    deskOf();
    const desk = deskOf({ build: 'build 2' });
    expect(desk.changeLimits({ leverage: 2 }, author)).toEqual({ ok: true, value: 1 });
    const approved = records.of('gate.approved').at(-1);
    expect(approved).toMatchObject({ build: 'build 1', by: 'trader', reason: 'quieter' });
    expect(desk.approval()).toMatchObject({
      rules: approved?.['rules'],
      approvedRules: approved?.['rules'],
      approvedBuild: 'build 1',
    });
    expect(approved?.['rules']).not.toBe(records.of('gate.approved')[0]?.['rules']);
    expect(desk.facts(entry()).limits.leverage).toBe(2);
    expect(desk.rollbackLimits(0, { ...author, confirmation: 'loosen ' }).ok).toBe(true);
    expect(records.of('gate.approved').at(-1)?.['rules']).toBe(records.of('gate.approved')[0]?.['rules']);
    expect(desk.facts(entry()).limits).toEqual(RISK_DEFAULTS);
  });

  it('that are refused approve nothing', () => {
    const desk = deskOf();
    expect(desk.changeLimits({ leverage: 0 }, author).ok).toBe(false);
    expect(desk.rollbackLimits(7, author).ok).toBe(false);
    expect(records.of('gate.approved')).toHaveLength(1);
  });

  it('that are changed before anything was approved approve the program that runs', () => {
    const desk = deskOf({ approval: 'none' });
    desk.changeLimits({ leverage: 2 }, author);
    expect(records.of('gate.approved')).toMatchObject([{ build: 'build 1' }]);
  });

  it('are taken up by a restart', () => {
    deskOf().changeLimits({ leverage: 2, messagesPerMinute: 10 }, author);
    const again = deskOf();
    expect(again.limits.current).toMatchObject({ leverage: 2, messagesPerMinute: 10 });
    for (let i = 0; i < 10; i++) records.append({ type: 'order.cancel', subject: 'o', data: {} });
    expect(again.facts(entry()).rates).toMatchObject({ messageWaitMs: 6_000 });
  });
});

describe('places in the rates', () => {
  const used = (desk: GateDesk) => desk.rates.used(steady);

  it('are taken by entries, and by every message', () => {
    const desk = deskOf();
    intent(BTC, 'entry');
    expect(used(desk)).toEqual({ account: 1, messages: 0 });
    for (const role of ['stop', 'target', 'exit']) intent(BTC, role);
    expect(used(desk)).toEqual({ account: 1, messages: 0 });
    for (const type of ['order.sending', 'order.cancel', 'order.amend', 'order.acknowledged'])
      records.append({ type, subject: 'o', data: {} });
    expect(used(desk)).toEqual({ account: 1, messages: 3 });
    intent(BTC, 'entry');
    expect(desk.facts(entry()).rates).toEqual({ symbolWaitMs: 2_000, accountWaitMs: 0, messageWaitMs: 0 });
    expect(desk.facts(entry(ETH)).rates).toMatchObject({ symbolWaitMs: 0 });
    wait(2_000);
    expect(desk.facts(entry()).rates).toMatchObject({ symbolWaitMs: 0 });
  });

  it('that were taken before the start count on, as long ago as they were', () => {
    intent(BTC, 'entry');
    intent(BTC, 'exit');
    records.append({ type: 'order.sending', subject: 'o', data: {} });
    wait(500);
    intent(BTC, 'entry');
    steady = 7;
    const desk = deskOf();
    expect(used(desk)).toEqual({ account: 2, messages: 1 });
    // The first was taken half a second ago.
    expect(desk.facts(entry()).rates).toMatchObject({ symbolWaitMs: 1_500 });
  });

  it('of longer ago than any rate reaches are forgotten', () => {
    intent(BTC, 'entry');
    wait(MINUTE);
    expect(used(deskOf())).toEqual({ account: 0, messages: 0 });
    records.now -= 1;
    steady -= 1;
    intent(ETH, 'entry');
    wait(1);
    expect(used(deskOf())).toMatchObject({ account: 1 });
  });
});

describe('executions', () => {
  const executed = (id: string, more: { source?: string; symbol?: ContractSymbol } = {}): void => {
    records.signals.set(id, { source: more.source ?? 'trend', symbol: more.symbol ?? BTC });
    records.append({ type: 'signal.executed', subject: id, data: {} });
  };
  const refusal = denial('RISK_REPEATED', { strategy: 'trend', symbol: BTC, count: 4, limit: 3, window: 'an hour' });

  it('are counted for the strategy and the symbol', () => {
    const desk = deskOf();
    executed('a');
    executed('b', { symbol: ETH });
    executed('c', { source: 'breakout' });
    records.append({ type: 'signal.executed', subject: 'nobody knows', data: {} });
    expect(desk.facts(entry()).repeats).toEqual({ strategy: 'trend', lastHour: 1, lastDay: 1, disabled: null });
    expect(desk.facts({ symbol: BTC, strategy: null }).repeats).toBe(NOT_APPLICABLE);
    expect(deskOf().facts(entry()).repeats).toMatchObject({ lastHour: 1 });
  });

  it('that are too many disable the strategy, once, and tell a person', () => {
    const desk = deskOf();
    const alarms: string[] = [];
    desk.onAlarm.on((sentence) => alarms.push(sentence));
    desk.noteRefusal('trend', BTC, denial('RISK_HALTED', { cause: 'by hand' }));
    expect(alarms).toEqual([]);
    desk.noteRefusal('trend', BTC, refusal);
    desk.noteRefusal('trend', BTC, refusal);
    expect(alarms).toEqual([`trend is disabled on ${BTC} until a person enables it. ${refusal.sentence}`]);
    // A cause stands within a sentence: it has no full stop of its own.
    expect(desk.repeats.disabled()).toMatchObject([{ cause: refusal.sentence.slice(0, -1), since: NOW }]);
    expect(refusal.sentence.endsWith('.')).toBe(true);
  });

  it('disable nothing while nobody is there to enable it again', () => {
    const desk = deskOf({ attended: () => false });
    desk.noteRefusal('trend', BTC, refusal);
    expect(desk.repeats.disabled()).toEqual([]);
  });
});

describe('the market as the gate sees it', () => {
  const surroundings = (more: Partial<Surroundings>): Surroundings => ({ ...NO_SURROUNDINGS, ...more });
  const marketOf = (more: Partial<Surroundings>, symbol = BTC) =>
    deskOf({ surroundings: surroundings(more) }).facts(entry(symbol)).market;
  const prices = { last: 100.1, index: 100, fundingRate: 0.0001 };

  it('is in ticks and parts per million', () => {
    expect(marketOf({ prices: () => prices })).toEqual({
      lastTicks: 1_001,
      indexTicks: 1_000,
      fundingPpm: 100n,
      book: NOT_APPLICABLE,
    });
  });

  it.each([
    [0.000_000_1, 1n],
    [-0.000_000_1, -1n],
    [0.0001, 100n],
    [-0.0001, -100n],
    [0.000_100_4, 101n],
    [0, 0n],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, NOT_APPLICABLE],
  ])('a funding rate of %s is %s ppm: never counted too small', (fundingRate, ppm) => {
    expect(marketOf({ prices: () => ({ ...prices, fundingRate }) }).fundingPpm).toBe(ppm);
  });

  it('is not known where the feed or the contract is not', () => {
    const nothing = { lastTicks: null, indexTicks: null, fundingPpm: null };
    expect(marketOf({ prices: () => null })).toEqual({ ...nothing, book: NOT_APPLICABLE });
    const strange = contractSymbol('XRPUSDTM');
    const book = () => ({ bids: [], asks: [], ageMs: 3 });
    expect(marketOf({ prices: () => prices, book }, strange)).toEqual({ ...nothing, book: null });
    expect(marketOf({ book: () => null })).toMatchObject({ lastTicks: NOT_APPLICABLE, book: null });
    expect(marketOf({})).toEqual({
      lastTicks: NOT_APPLICABLE,
      indexTicks: NOT_APPLICABLE,
      fundingPpm: NOT_APPLICABLE,
      book: NOT_APPLICABLE,
    });
  });

  it('has its book in ticks, best first', () => {
    const book = () => ({ bids: [{ price: 99.9, lots: 5 }], asks: [{ price: 100.1, lots: 7 }], ageMs: 3 });
    expect(marketOf({ book }).book).toEqual({ bids: [[999, 5]], asks: [[1_001, 7]], ageMs: 3 });
  });
});

describe('the facts', () => {
  it('are those of the surroundings, asked for the symbol', () => {
    const storage = { freeBytes: 1, commitP99Ms: 2 };
    const asked: string[] = [];
    const facts = deskOf({
      surroundings: {
        ...UNKNOWN_SURROUNDINGS,
        storage: () => storage,
        clockOffsetMs: () => 3,
        contractActive: (symbol) => {
          asked.push(symbol);
          return true;
        },
        specificationAgeMs: () => 4,
        marginMode: (symbol) => {
          asked.push(symbol);
          return 'isolated';
        },
      },
    }).facts(entry(ETH));
    expect(facts).toMatchObject({
      storage,
      clockOffsetMs: 3,
      contractActive: true,
      specificationAgeMs: 4,
      marginMode: 'isolated',
      key: null,
      stream: null,
      service: null,
    });
    expect(asked).toEqual([ETH, ETH]);
  });

  it('count our own entries that rest with a price', () => {
    const order = (more: object) => ({ id: 'o', symbol: BTC, role: 'entry', side: 'buy', priceTicks: 990, ...more });
    records.orders.push(
      order({}),
      order({ id: 'p', side: 'sell', priceTicks: 1_010 }),
      order({ symbol: ETH }),
      order({ role: 'stop' }),
      order({ priceTicks: null }),
    );
    const desk = deskOf();
    expect(desk.facts(entry()).ownOrders).toEqual([
      { side: 'buy', priceTicks: 990 },
      { side: 'sell', priceTicks: 1_010 },
    ]);
    expect(desk.facts(entry(), clientOrderId('o')).ownOrders).toEqual([{ side: 'sell', priceTicks: 1_010 }]);
  });
});
