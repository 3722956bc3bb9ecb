import { beforeEach, describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { Journal } from '../../journal/journal.ts';
import { Repeats } from './repeats.ts';

const BTC = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');
const NOW = 1_000 * DAY;

interface Recorded {
  readonly seq: number;
  readonly ts: number;
  readonly type: string;
  readonly subject: string;
  readonly data: object;
}

/** What the repeats need of a journal, over records that a test writes. */
class Records {
  readonly all: Recorded[] = [];
  /** Source and symbol of signals, by id. */
  readonly signals = new Map<string, { readonly source: string; readonly symbol: string }>();
  /** Pages that were asked for: the seq they end before. */
  readonly asked: number[] = [];
  now = NOW;

  get journal(): Journal {
    const append = ({ type, subject, data }: Omit<Recorded, 'seq' | 'ts'>): void => {
      this.all.push({ seq: this.all.length + 1, ts: this.now, type, subject, data });
    };
    const query = ({ before, limit, types }: { before: number; limit: number; types: readonly string[] }) => {
      this.asked.push(before);
      return this.all
        .filter(({ seq, type }) => seq < before && types.includes(type))
        .toReversed()
        .slice(0, limit);
    };
    const fact = () => {
      const last = this.all.findLast(({ type }) => type === 'strategy.state');
      return last === undefined ? null : { data: last.data };
    };
    const state = { fact, signal: (id: string) => this.signals.get(id) ?? null };
    return { append, state, store: { query }, head: this.all.at(-1) ?? null } as unknown as Journal;
  }

  /** A signal that was executed. */
  executed(id: string, source: string, symbol: string, ts: number): void {
    this.signals.set(id, { source, symbol });
    this.all.push({ seq: this.all.length + 1, ts, type: 'signal.executed', subject: id, data: {} });
  }

  /** The repeats as a start finds them. */
  restored(): Repeats {
    const repeats = new Repeats(this.journal);
    repeats.restore(this.now);
    return repeats;
  }
}

let records: Records;
let repeats: Repeats;

beforeEach(() => {
  records = new Records();
  repeats = new Repeats(records.journal);
});

const counts = (of: Repeats, strategy = 'trend', symbol = BTC, now = NOW) => {
  const { lastHour, lastDay } = of.facts(strategy, symbol, now);
  return [lastHour, lastDay];
};

describe('executions', () => {
  it('are counted by strategy and symbol, for an hour and for a day', () => {
    for (const ago of [25 * HOUR, 24 * HOUR, 24 * HOUR - 1, 2 * HOUR, HOUR, HOUR - 1, 0])
      repeats.note('trend', BTC, NOW - ago);
    repeats.note('trend', ETH, NOW);
    repeats.note('breakout', BTC, NOW - 2 * HOUR);
    expect(counts(repeats)).toEqual([2, 5]);
    expect(counts(repeats, 'trend', ETH)).toEqual([1, 1]);
    expect(counts(repeats, 'breakout')).toEqual([0, 1]);
    expect(counts(repeats, 'breakout', ETH)).toEqual([0, 0]);
  });

  it('fall out of the windows as time goes on', () => {
    for (let i = 0; i < 3; i++) repeats.note('trend', BTC, NOW + i * HOUR);
    expect(counts(repeats, 'trend', BTC, NOW + 2 * HOUR)).toEqual([1, 3]);
    expect(counts(repeats, 'trend', BTC, NOW + 3 * HOUR)).toEqual([0, 3]);
    expect(counts(repeats, 'trend', BTC, NOW + DAY)).toEqual([0, 2]);
    expect(counts(repeats, 'trend', BTC, NOW + 2 * DAY)).toEqual([0, 0]);
    repeats.note('trend', BTC, NOW + 2 * DAY);
    expect(counts(repeats, 'trend', BTC, NOW + 2 * DAY)).toEqual([1, 1]);
  });
});

describe('a disabled strategy', () => {
  it('is disabled on one symbol, once, with its cause', () => {
    expect(repeats.disable('trend', BTC, 'four within an hour', NOW)).toBe(true);
    expect(repeats.disable('trend', BTC, 'again', NOW + 1)).toBe(false);
    expect(repeats.disable('trend', ETH, 'eleven in a day', NOW + 2)).toBe(true);
    expect(repeats.disabled()).toEqual([
      { strategy: 'trend', symbol: BTC, cause: 'four within an hour', since: NOW },
      { strategy: 'trend', symbol: ETH, cause: 'eleven in a day', since: NOW + 2 },
    ]);
    expect(repeats.facts('trend', BTC, NOW).disabled).toBe('four within an hour');
    expect(repeats.facts('breakout', BTC, NOW).disabled).toBeNull();
    expect(records.all).toHaveLength(2);
    expect(records.all[0]).toMatchObject({
      type: 'strategy.state',
      subject: 'trend|XBTUSDTM',
      data: { strategy: 'trend', symbol: BTC, enabled: false, cause: 'four within an hour', by: 'gate' },
    });
    expect(records.all[1]?.data).toMatchObject({ disabled: [{ symbol: BTC }, { symbol: ETH, since: NOW + 2 }] });
  });

  it('trades again when a person enables it, and begins to count anew there alone', () => {
    for (const symbol of [BTC, ETH]) {
      repeats.note('trend', symbol, NOW);
      repeats.disable('trend', symbol, 'too many', NOW);
    }
    repeats.disable('breakout', BTC, 'too many', NOW);
    expect(repeats.enable('trend', contractSymbol('SOLUSDTM'), 'trader', 'looked at')).toBe(false);
    expect(records.all).toHaveLength(3);
    expect(repeats.enable('trend', BTC, 'trader', 'looked at')).toBe(true);
    expect(repeats.enable('trend', BTC, 'trader', 'looked at')).toBe(false);
    expect(repeats.disabled().map(({ strategy, symbol }) => [strategy, symbol])).toEqual([
      ['trend', ETH],
      ['breakout', BTC],
    ]);
    expect(counts(repeats)).toEqual([0, 0]);
    expect(counts(repeats, 'trend', ETH)).toEqual([1, 1]);
    expect(records.all.at(-1)?.data).toMatchObject({ enabled: true, cause: 'looked at', by: 'trader' });
  });
});

describe('a restart', () => {
  it('counts what was executed within the day, since the strategy was last enabled', () => {
    records.executed('old', 'trend', BTC, NOW - DAY);
    records.executed('a', 'trend', BTC, NOW - DAY + 1);
    records.executed('b', 'trend', ETH, NOW - 2 * HOUR);
    records.now = NOW - HOUR;
    const before = new Repeats(records.journal);
    before.disable('trend', BTC, 'too many', records.now);
    before.disable('trend', ETH, 'too many', records.now);
    before.enable('trend', BTC, 'trader', 'looked at');
    records.now = NOW;
    records.executed('c', 'trend', BTC, NOW - 1);
    records.all.push({ seq: records.all.length + 1, ts: NOW, type: 'signal.executed', subject: 'unknown', data: {} });
    const restored = records.restored();
    expect(counts(restored)).toEqual([1, 1]);
    expect(counts(restored, 'trend', ETH)).toEqual([0, 1]);
    expect(restored.disabled()).toEqual([{ strategy: 'trend', symbol: ETH, cause: 'too many', since: NOW - HOUR }]);
    restored.restore(NOW);
    expect(counts(restored)).toEqual([1, 1]);
  });

  it('of an empty journal finds nothing', () => {
    const restored = records.restored();
    expect(restored.disabled()).toEqual([]);
    expect(counts(restored)).toEqual([0, 0]);
    expect(records.asked).toEqual([1]);
  });

  it('reads page by page, and no further back than a day', () => {
    for (let i = 0; i < 1_500; i++) records.executed(`old ${String(i)}`, 'trend', BTC, NOW - 2 * DAY);
    for (let i = 0; i < 2_500; i++) records.executed(`new ${String(i)}`, 'trend', BTC, NOW - HOUR);
    expect(counts(records.restored())).toEqual([0, 2_500]);
    expect(records.asked).toEqual([4_001, 3_001, 2_001]);
  });

  it('ends where there is nothing further', () => {
    for (let i = 0; i < 1_000; i++) records.executed(`new ${String(i)}`, 'trend', BTC, NOW - 1);
    expect(counts(records.restored())).toEqual([1_000, 1_000]);
    expect(records.asked).toEqual([1_001, 1]);
  });
});
