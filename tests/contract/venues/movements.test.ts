import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatMoney, moneyOfUnits } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import { parseExact } from '#main/adapters/venues/exact-json.ts';
import { kucoinFutures } from '#main/adapters/venues/kucoin-futures.ts';
import { openBinanceWorld } from '#tests/support/venues/binance-kind.ts';
import { openKucoinWorld } from '#tests/support/venues/kucoin-kind.ts';
import type { SimulatedWorld } from '#tests/support/venues/simulated-world.ts';
import { accepted, filledLots, fillsOf, known, orderOf } from '#tests/support/venues/venue-under-test.ts';

const KINDS = [
  { name: 'KuCoin', open: openKucoinWorld as () => Promise<SimulatedWorld>, tells: true },
  { name: 'Binance', open: openBinanceWorld as () => Promise<SimulatedWorld>, tells: false },
];

describe.each(KINDS)('Movements of money at $name', ({ open, tells }) => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  it('are told once each with the exact amount, over many pages, and add up to the balance with the fills', async () => {
    const { engine } = world.simulator;
    const start = engine.account().wallet;
    const order = orderOf(world.symbol, 'buy', 5, { leverage: 3 });
    await accepted(world, order);
    await world.until(() => filledLots(world, order) === 5, 'the fill');
    // KuCoin's stream says nothing of the fee: it is marked, so that the list's true one takes its place.
    const estimated = fillsOf(world, order).map((fill) => fill.feeEstimated === true);
    expect(estimated).toEqual(estimated.map(() => tells));
    for (let count = 1; count <= 60; count += 1) engine.deposit(count % 3 === 0 ? -12_345_678n : 100_000_001n);
    engine.setFunding('XBTUSDTM', 100);
    // The venue's clock passes the next settlement, and ours learns of it.
    world.simulator.control.setClockOffset(8 * 3_600_000);
    world.simulator.control.tick();
    await known(world.venue.ask.clockOffset());
    const settled = engine.settlements();
    expect(settled.length).toBeGreaterThan(0);
    const movements = (await known(world.venue.ask.movements(epochMs(world.openedAt)))) ?? [];
    expect(new Set(movements.map(({ id }) => id)).size).toBe(movements.length);
    expect(movements.map(({ kind }) => kind).toSorted()).toEqual([
      ...settled.map(() => 'funding'),
      ...Array.from({ length: 60 }, () => 'transfer'),
    ]);
    const fills = await known(world.venue.ask.fills(world.openedAt));
    const moved =
      movements.reduce((sum, { amount }) => sum + amount, 0n) - fills.reduce((sum, { fee }) => sum + fee, 0n);
    const { cash, equity } = await known(world.venue.ask.account());
    expect(formatMoney(cash)).toBe(formatMoney(moneyOfUnits(start + moved)));
    expect(formatMoney(equity)).toBe(formatMoney(moneyOfUnits(engine.account().equity)));
    const funding = movements.find(({ kind }) => kind === 'funding');
    expect(funding).toMatchObject({ symbol: world.symbol, ...(tells ? { lots: 5, rate: 0.0001 } : { rate: null }) });
    const later = await known(world.venue.ask.movements(epochMs(world.openedAt)));
    expect(later).toEqual(movements);
  });
});

describe("KuCoin's own example of its ledger", () => {
  it('is read: the transfer with its sign, and not what fills tell already', () => {
    const [ledger] = kucoinFutures.questions.movements ?? [];
    const page = parseExact(
      `{"dataList":[{"time":1728665747000,"type":"TransferIn","amount":0.01,"fee":0.0,"accountEquity":14.02924938,
        "status":"Completed","remark":"Transferred from High-Frequency Trading Account","offset":51360793,"currency":"USDT"},
        {"time":1728648000000,"type":"RealisedPNL","amount":0.00630042,"fee":0.0,"accountEquity":20.0,"status":"Completed",
        "remark":"XBTUSDTM","offset":51352430,"currency":"USDT"},
        {"time":1728648000000,"type":"TransferOut","amount":-0.5,"fee":0.0,"accountEquity":20.0,"status":"Pending",
        "remark":"","offset":51352429,"currency":"USDT"},
        {"time":1728648000000,"type":"TransferOut","amount":-0.5,"fee":0.0,"accountEquity":20.0,"status":"Completed",
        "remark":"","offset":51352428,"currency":"USDT"}],"hasMore":false}`,
    );
    const rows = ledger?.rows(page, { api: '', method: 'GET', path: '', params: {}, costs: [] }) ?? [];
    const movements = rows.map((row) =>
      ledger?.read(row, { all: [], ours: () => undefined, theirs: () => undefined } as never),
    );
    expect(movements).toEqual([
      {
        kind: 'transfer',
        id: 'ledger:51360793',
        amount: 1_000_000n,
        what: 'TransferIn: Transferred from High-Frequency Trading Account',
        tsVenue: 1_728_665_747_000,
      },
      null,
      null,
      {
        kind: 'transfer',
        id: 'ledger:51352428',
        amount: -50_000_000n,
        what: 'TransferOut',
        tsVenue: 1_728_648_000_000,
      },
    ]);
  });
});
