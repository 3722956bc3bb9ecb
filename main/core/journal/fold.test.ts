import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOrderId, contractSymbol, signalId } from '#shared/domain/ids.ts';
import { formatMoney, parseMoney, type Money } from '#shared/domain/money.ts';
import { ORDER_STATES } from '#shared/domain/order-state.ts';
import { epochMs } from '#shared/domain/time.ts';
import { draft, fill, intent, negated, received, sampleHistory } from '#tests/support/storage/sample-history.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { GENESIS_HASH, type JournalDraft } from './event.ts';
import { FoldError, LedgerImbalance } from './fold-error.ts';
import { KEEP } from './fold-state.ts';
import { Fold } from './fold.ts';
import { balanceSum } from './projections/ledger.ts';
import { parseFillRow, parseLedgerRow, parseOrderRow, parsePositionRow, parseSignalRow } from './rows.ts';
import { RowDamaged } from './row-cells.ts';
import { sealRecord } from './sealed-record.ts';
import type { Row, RowChange } from './tables.ts';

const symbol = contractSymbol('XBTUSDTM');

class Harness {
  readonly fold: Fold;
  readonly stored = new Map<string, Row>();
  #seq = 0;

  constructor(retain: 'all' | 'needed' = 'all') {
    this.fold = new Fold(retain);
    this.fold.recallFrom((table, key) => this.stored.get(`${table}:${key}`) ?? null);
  }

  put(...drafts: readonly JournalDraft[]): readonly RowChange[] {
    let changes: readonly RowChange[] = [];
    for (const item of drafts) {
      changes = this.fold.apply(
        sealRecord(systemHasher, this.#seq + 1, epochMs(1_000 + this.#seq), GENESIS_HASH, item),
      );
      this.#seq++;
      for (const { table, key, row } of changes) if (row !== null) this.stored.set(`${table}:${String(key)}`, row);
    }
    return changes;
  }
}

describe('the fold', () => {
  it('tells from a whole session what is so', () => {
    const { fold, put } = bound(new Harness());
    put(...sampleHistory());
    expect(fold.signal(signalId('sig-good'))).toMatchObject({
      state: 'RESOLVED',
      stage: 'outcome',
      score: 41.25,
      orderId: 'order-entry',
      outcome: 'target',
      r: 1.87,
    });
    expect(fold.signal(signalId('sig-bad'))).toMatchObject({
      state: 'THROTTLED',
      stage: 'throttle',
      code: 'THROTTLE_PAUSED',
    });
    expect(fold.order(clientOrderId('order-entry'))).toMatchObject({
      state: 'FILLED',
      filledLots: 3,
      filledValue: parseMoney('30.02'),
      venueOrderId: 'v-1',
    });
    expect(fold.openOrders()).toEqual([]);
    expect(fold.position(symbol)).toMatchObject({
      lots: 0,
      entryValue: 0n,
      signalId: null,
      openedAt: null,
      realised: parseMoney('1.18'),
      fees: parseMoney('0.036732'),
      funding: parseMoney('-0.003'),
    });
    expect(Object.fromEntries([...fold.balances()].map(([account, amount]) => [account, formatMoney(amount)]))).toEqual(
      {
        cash: '10001.140268',
        capital: '-10000',
        fees: '0.036732',
        funding: '0.003',
        realised: '-1.18',
      },
    );
    expect(fold.fact('trading')?.data.state).toBe('ACTIVE');
    expect(fold.fact('throttle')?.data.paused).toBe(false);
    expect(fold.fact('feed')?.data.status).toBe('open');
    expect(fold.fact('session')?.data.mode).toBe('demo');
    expect(fold.latestEquity()?.equity).toBe(parseMoney('10000.2'));
  });

  it('knows which signal opened what is held, and at what cost', () => {
    const { fold, put } = bound(new Harness());
    put(intent('a', 'first', 10), fill('a', { side: 'buy', lots: 10, value: '1000' }));
    expect(fold.position(symbol)).toMatchObject({
      lots: 10,
      entryValue: parseMoney('1000'),
      signalId: 'first',
      openedAt: 1_001,
    });
    put(
      intent('b', 'second', 4, { side: 'sell' }),
      fill('b', { side: 'sell', lots: 4, value: '-440', realised: '40' }),
    );
    expect(fold.position(symbol)).toMatchObject({ lots: 6, entryValue: parseMoney('600'), signalId: 'first' });
    put(
      intent('c', 'third', 11, { side: 'sell' }),
      fill('c', { side: 'sell', lots: 11, value: '-990', realised: '-60' }),
    );
    expect(fold.position(symbol)).toMatchObject({
      lots: -5,
      entryValue: parseMoney('-450'),
      signalId: 'third',
      openedAt: 1_005,
    });
  });

  it('books a late fill of a canceled order', () => {
    const { fold, put } = bound(new Harness());
    put(
      intent('a', 's', 3),
      draft('order.sending', 'a', { attempt: 1 }),
      draft('order.canceled', 'a', { reason: 'gone' }),
    );
    put(fill('a', { side: 'buy', lots: 1, value: '10' }));
    expect(fold.order(clientOrderId('a'))).toMatchObject({ state: 'CANCELED', filledLots: 1 });
    expect(fold.position(symbol)?.lots).toBe(1);
  });

  it.each<[string, JournalDraft[], typeof FoldError]>([
    [
      'lines that do not sum to zero',
      [
        draft('account.opened', 'a', {
          account: 'a',
          lines: [
            ['cash', '1'],
            ['capital', '-0.99999999'],
          ],
        }),
      ],
      LedgerImbalance,
    ],
    [
      'an unknown account',
      [draft('account.opened', 'a', { account: 'a', lines: [['pocket' as 'cash', '0']] })],
      FoldError,
    ],
    [
      'more lines than a record can number',
      [draft('account.opened', 'a', { account: 'a', lines: Array.from({ length: 16 }, () => ['cash', '0'] as const) })],
      FoldError,
    ],
    ['a fill of an order that is not known', [fill('x', { side: 'buy', lots: 1, value: '1' })], FoldError],
    ['a fill on the other side', [intent('a', 's', 1), fill('a', { side: 'sell', lots: 1, value: '-1' })], FoldError],
    [
      'a flat position that still costs',
      [
        intent('a', 's', 1),
        fill('a', { side: 'buy', lots: 1, value: '10' }),
        intent('b', 's', 1, { side: 'sell' }),
        fill('b', { side: 'sell', lots: 1, value: '-11', realised: '0.9' }),
      ],
      FoldError,
    ],
    ['a stage before its turn', [received('s'), draft('signal.cleared', 's', { rule: 'r', running: '' })], FoldError],
    ['the same signal twice', [received('s'), received('s')], FoldError],
    ['the same order twice', [intent('a', 's', 1), intent('a', 's', 1)], FoldError],
    ['an unknown type', [{ type: 'order.invented' as 'order.fill', subject: 'a', data: {} as never }], FoldError],
  ])('refuses %s and changes nothing', (_, drafts, error) => {
    const { fold, put } = bound(new Harness());
    put(...drafts.slice(0, -1));
    const before = snapshot(fold);
    expect(() => put(...drafts.slice(-1))).toThrow(error);
    expect(snapshot(fold)).toEqual(before);
  });

  it('keeps a refused signal at the stage that refused it, also when its outcome is known', () => {
    const { fold, put } = bound(new Harness());
    put(...sampleHistory());
    put(
      draft('signal.resolved', 'sig-bad', {
        outcome: 'stop',
        r: -1,
        real: false,
        exitTicks: 980,
        heldMs: 1,
        feesPpm: 0,
        fundingPpm: 0,
      }),
    );
    expect(fold.signal(signalId('sig-bad'))).toMatchObject({ state: 'RESOLVED', stage: 'throttle', outcome: 'stop' });
  });

  it('lets finished orders go and reads them back when a late fill comes', () => {
    const { fold, put } = bound(new Harness('needed'));
    const total = KEEP.orders + 10;
    for (let i = 0; i < total; i++) {
      put(
        intent(`o${String(i)}`, 's', 2),
        draft('order.sending', `o${String(i)}`, { attempt: 1 }),
        draft('order.canceled', `o${String(i)}`, { reason: 'x' }),
      );
    }
    expect([...fold.rows('orders')]).toHaveLength(KEEP.orders);
    put(fill('o0', { side: 'buy', lots: 2, value: '20' }));
    expect(fold.order(clientOrderId('o0'))?.state).toBe('FILLED');
    expect([...fold.rows('fills')]).toEqual([]);
  });

  it('reads its rows back as they were', () => {
    const { put, harness } = bound(new Harness());
    put(...sampleHistory());
    const row = (key: string): Row => harness.stored.get(key) ?? {};
    expect(parseSignalRow(row('signals:sig-good'))).toEqual(harness.fold.signal(signalId('sig-good')));
    expect(parseOrderRow(row('orders:order-exit'))).toEqual(harness.fold.order(clientOrderId('order-exit')));
    expect(parsePositionRow(row('positions:XBTUSDTM'))).toEqual(harness.fold.position(symbol));
    const [[, fillRow = {}] = [0, {}]] = [...harness.fold.rows('fills')];
    expect(parseFillRow(fillRow)).toMatchObject({
      orderId: 'order-entry',
      value: parseMoney('10'),
      liquidity: 'taker',
    });
    const lines = [...harness.fold.rows('ledger')].map(([, line]) => parseLedgerRow(line));
    expect(balanceSum(lines.map((line) => line.amount))).toBe(0n);
    expect(lines[0]).toMatchObject({ id: 2 * 16, seq: 2, account: 'cash' });
    expect(() => parseOrderRow({ ...row('orders:order-exit'), lots: '3' })).toThrow(RowDamaged);
  });
});

describe('any sequence of orders and fills', () => {
  const step = fc.record({
    order: fc.integer({ min: 0, max: 4 }),
    buy: fc.boolean(),
    lots: fc.integer({ min: 1, max: 5 }),
    price: fc.integer({ min: 90, max: 110 }),
    status: fc.constantFrom(
      'order.sending',
      'order.unknown',
      'order.cancel',
      'order.canceled',
      'order.expired',
      'none',
    ),
  });

  it('keeps the ledger at zero, the position equal to its fills, and filled sizes rising', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const { fold, put } = bound(new Harness());
        const filled = new Map<string, number>();
        let lots = 0;
        steps.forEach(({ order, buy, lots: size, price, status }, index) => {
          const side = order % 2 === 0 ? 'buy' : 'sell';
          const id = `${side}-${String(order)}`;
          if (fold.order(clientOrderId(id)) === null) put(intent(id, 's', 12, { side }));
          if (status !== 'none') attempt(() => put(draft(status, id, { reason: 'r', attempt: 1 })));
          if (!buy) return;
          const signed = side === 'buy' ? size : -size;
          const realised = realisedBy(fold, signed, price);
          put(
            fill(id, {
              side,
              lots: size,
              value: String(signed * price),
              realised: formatMoney(realised),
              fee: '0.01',
              tradeId: `t${String(index)}`,
            }),
          );
          lots += signed;
          const now = fold.order(clientOrderId(id))?.filledLots ?? 0;
          expect(now).toBe((filled.get(id) ?? 0) + size);
          filled.set(id, now);
        });
        expect(balanceSum(fold.balances().values())).toBe(0n);
        expect(fold.position(symbol)?.lots ?? 0).toBe(lots);
        for (const [, row] of fold.rows('orders')) expect(ORDER_STATES).toContain(row['state']);
        expect(lotsOfFills(fold)).toBe(lots);
      }),
      { numRuns: 500 },
    );
  });
});

/** What a fill realises at average cost, by plain arithmetic apart from the fold. */
function realisedBy(fold: Fold, signed: number, price: number): Money {
  const held = fold.position(symbol);
  if (held === null || held.lots === 0 || Math.sign(held.lots) === Math.sign(signed)) return 0n as Money;
  const closed = BigInt(Math.min(Math.abs(held.lots), Math.abs(signed)) * Math.sign(held.lots));
  const proceeds = closed * BigInt(price) * 100_000_000n;
  return (proceeds - (held.entryValue * closed) / BigInt(held.lots)) as Money;
}

function lotsOfFills(fold: Fold): number {
  let sum = 0;
  for (const [, row] of fold.rows('fills')) sum += row['side'] === 'buy' ? Number(row['lots']) : -Number(row['lots']);
  return sum;
}

function attempt(action: () => void): void {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(FoldError);
  }
}

const snapshot = (fold: Fold) =>
  (['signals', 'orders', 'fills', 'positions', 'ledger', 'balances', 'equity', 'facts'] as const).map((table) => [
    ...fold.rows(table),
  ]);

const bound = (harness: Harness) => ({ harness, fold: harness.fold, put: harness.put.bind(harness) });

it('negates amounts as text', () => {
  expect([negated('1'), negated('-1'), negated('0')]).toEqual(['-1', '1', '0']);
});
