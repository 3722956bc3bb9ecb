import { describe, expect, it, onTestFinished } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { absolute, formatMoney, moneyOfUnits, parseMoney, subtract, type Money } from '#shared/domain/money.ts';
import { liveSentence } from '#core/accounts/live-release.ts';
import { ManualOrders } from '#core/execution/manual/manual-orders.ts';
import { openHost, type Host } from '#main/host.ts';
import { nodeWatchdog } from '#main/markets/watchdog-command.ts';
import { NO_KEYCHAIN, wouldUseKeychain } from '#tests/support/modes/without-keychain.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { CONTRACTS, startKucoinSimulator, type KucoinSimulator } from '#tests/support/venue-simulator/index.ts';

const BTC = contractSymbol('XBTUSDTM');
const LOTS = 5;
/** Funding is settled this often here, so that a test need not wait for eight hours. */
const FUNDING_EVERY_MS = 4_000;
const DISCOUNT_PPM = 200_000n;
const PENNY = parseMoney('0.01');
const USDT = 100_000_000n;

Object.assign(process.env, NO_KEYCHAIN);

async function until(met: () => boolean, what: string, within = 30_000): Promise<void> {
  const end = performance.now() + within;
  while (!met()) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The release of a login for live trading, as a person makes it. */
async function release({ core }: Host, venue: KucoinSimulator): Promise<void> {
  const { secrets, accounts, live } = core.accounts;
  expect((await secrets.create('correct horse battery', 'trader')).ok).toBe(true);
  const { key, secret, passphrase } = venue.credentials;
  const login = { name: 'Main', venue: 'kucoin-futures', credentials: { key, secret, passphrase } } as const;
  const added = await accounts.add(login, 'trader');
  if (!added.ok) throw new Error(added.error.message);
  const offer = await live.request(added.value.id, 'trader');
  if (!offer.ok || offer.value.challenge === null) throw new Error(JSON.stringify(offer));
  const { token } = offer.value.challenge;
  const confirmed = await live.confirm(added.value.id, token, liveSentence('Main'), 'trader');
  if (!confirmed.ok) throw new Error(confirmed.error.message);
}

async function liveHost(venue: KucoinSimulator): Promise<Host> {
  const exchange = { venue: 'kucoin-futures', endpoint: venue.restUrl, historyDays: 1 } as const;
  const host = await openHost({ mode: 'live', dataDir: temporaryFolder(), exchange, watchdog: nodeWatchdog() });
  onTestFinished(() => host.stop('the test is over'));
  await host.ready;
  await release(host, venue);
  const { trading } = host.core;
  await until(() => trading.reconciler?.status().phase === 'agreed', 'the agreement with the exchange');
  await until(() => trading.parts.journal.state.balances().has('cash'), 'the account to be opened');
  return host;
}

/** A market that moves by one tick back and forth: its book stays young, and a position's value does not change by a cent. */
function pulse({ engine }: KucoinSimulator): void {
  const price = engine.market(BTC).lastTicks / 10;
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
    const now = price + (beats % 2) / 10;
    engine.setPrice(BTC, { last: now, mark: now, index: now });
  }, 200);
  onTestFinished(() => clearInterval(timer));
}

/** Our equity and the exchange's; null while ours is not known. */
function equities({ core }: Host, venue: KucoinSimulator): { readonly ours: Money; readonly theirs: Money } | null {
  const value = core.trading.value(core.clock.now());
  return value.known ? { ours: value.equity, theirs: moneyOfUnits(venue.engine.account().equity) } : null;
}

describe.skipIf(wouldUseKeychain())('a live core on the exchange', () => {
  it('follows fee discount, funding, deposit and withdrawal to the cent, and reads no drawdown from them', async () => {
    const contracts = CONTRACTS.map((contract) => ({ ...contract, fundingIntervalMs: FUNDING_EVERY_MS }));
    const venue = await startKucoinSimulator({
      engineOptions: { seed: 11, contracts, feeDiscountPpm: DISCOUNT_PPM, levelLots: 40 },
    });
    onTestFinished(() => venue.close());
    const { engine } = venue;
    engine.setFunding(BTC, 0);
    pulse(venue);
    const host = await liveHost(venue);
    const { trading } = host.core;
    const { journal } = trading.parts;
    const records = (type: string) => {
      journal.commit();
      return [...journal.store.scan(1)].filter((event) => event.type === type);
    };
    const agree = async (what: string): Promise<void> => {
      await until(
        () => {
          const both = equities(host, venue);
          return both !== null && absolute(subtract(both.ours, both.theirs)) <= PENNY;
        },
        `${what}: ${JSON.stringify(equities(host, venue), (_, one: unknown) => (typeof one === 'bigint' ? formatMoney(one as Money) : one))}`,
      );
      trading.sampleEquity(host.core.clock.now());
    };
    const compare = async (what: string): Promise<void> => {
      await trading.reconciler?.check('the test');
      await agree(what);
    };
    await agree('the opening');
    trading.setTradingState('ACTIVE', 'the test', 'trader');
    await until(() => trading.reconciler?.mayEnter(BTC).ok === true, 'the pause after the start');

    const manual = new ManualOrders(trading);
    onTestFinished(() => manual.worked.dispose());
    const { lastTicks } = engine.market(BTC);
    const outcome = await manual.place(
      {
        symbol: BTC,
        side: 'buy',
        kind: 'market',
        lots: LOTS,
        priceTicks: null,
        triggerTicks: null,
        timeInForce: 'gtc',
        postOnly: false,
        leverage: 3,
        stopTicks: Math.round(lastTicks * 0.97) as Ticks,
        targetTicks: Math.round(lastTicks * 1.05) as Ticks,
        holdMs: null,
      },
      'trader',
    );
    expect(outcome, JSON.stringify(outcome)).toMatchObject({ kind: 'done' });
    await until(() => engine.position(BTC).lots === LOTS && trading.desk.isProtected(BTC), 'the position and its stop');
    await compare('the fees with their discount');
    const fills = records('order.fill').length;
    expect(records('fee.corrected')).toHaveLength(fills);
    await trading.reconciler?.check('the test again');
    expect(records('fee.corrected')).toHaveLength(fills);

    engine.setFunding(BTC, 300);
    await until(() => engine.settlements().some(({ amount }) => amount !== 0n), 'the settlement');
    engine.setFunding(BTC, 0);
    await compare('the funding');
    expect(records('funding.settled').length).toBeGreaterThan(0);
    expect(journal.state.position(BTC)?.funding).toBe(
      moneyOfUnits(engine.settlements().reduce((sum, { amount }) => sum + amount, 0n)),
    );

    engine.deposit(5_000n * USDT);
    await compare('the deposit');
    engine.deposit(-12_000n * USDT);
    await compare('the withdrawal');
    const { ours } = equities(host, venue) ?? { ours: parseMoney('0') };
    expect(Number(formatMoney(ours))).toBeGreaterThan(2_990);
    // What was lost is fee, funding and spread: less than a thousandth.
    for (const { lossPpm } of Object.values(trading.losses(host.core.clock.now(), ours))) {
      expect(lossPpm).toBeLessThan(1_000n);
    }
    expect(trading.reconciler?.status()).toMatchObject({ phase: 'agreed', differences: [] });
    expect(trading.tradingState.state).toBe('ACTIVE');
  }, 180_000);
});
