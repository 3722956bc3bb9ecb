import type { Instrument } from '#shared/domain/instrument.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import type { VenueId } from '#shared/domain/exchange-account.ts';
import type { KnownSecrets } from '#core/accounts/known-secrets.ts';
import type { LiveCondition } from '#core/accounts/live-conditions.ts';
import type { Core } from '#core/compose.ts';
import { ConnectableVenue } from '#core/execution/connectable-venue.ts';
import { runBackfill } from '#core/market/backfill.ts';
import { CONTRACT_CATALOGUE } from '#core/market/contract-catalogue.ts';
import type { AccountGateway } from '#core/ports/account-gateway.ts';
import type { Log } from '#core/ports/log.ts';
import type { MarketFeed } from '#core/ports/market-feed.ts';
import type { SecretsHost } from '#core/ports/secrets.ts';
import type { Store } from '#core/ports/store.ts';
import type { Breath } from '#core/ports/breath.ts';
import { warmFromStore } from '#core/session-prologue.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemScheduler } from '../adapters/system/scheduler.ts';
import type { ConnectionParts } from '../adapters/venues/open-venue.ts';
import type { ContractList, VenueContract } from '../adapters/venues/venue-contract.ts';
import { adapter, connectionTo, type ExchangeChoice } from './exchange-connection.ts';
import { ContractsWatch } from './contracts-watch.ts';
import { LiveLink, NO_ACCOUNT } from './live-link.ts';
import type { LoginClaim } from './login-claim.ts';
import type { Market } from './market.ts';
import type { WatchdogKeeper } from './watchdog-keeper.ts';

export interface ExchangeMarketParts {
  readonly choice: ExchangeChoice;
  readonly live: boolean;
  readonly store: Store;
  readonly log: Log;
  readonly secrets: SecretsHost;
  readonly knownSecrets: KnownSecrets;
  /** Guards the account that is connected; null where fills are simulated. */
  readonly watchdog: WatchdogKeeper | null;
  readonly claim: LoginClaim;
}

const NAMES: Readonly<Record<VenueId, string>> = {
  'kucoin-futures': 'KuCoin Futures',
  'binance-usdm': 'Binance USDⓈ-M',
  bybit: 'Bybit',
  okx: 'OKX',
};

/** Asks exchanges about logins, whatever the mode. */
export function exchangeGateway(log: Log, choice: ExchangeChoice | null): AccountGateway {
  const partsFor = (venue: VenueId): ConnectionParts =>
    connectionTo({ venue, endpoint: choice?.venue === venue ? choice.endpoint : null }, log);
  return {
    readKeyRights: async (venue, credentials) => (await adapter()).readKeyRights({ ...partsFor(venue), credentials }),
    testConnection: async (venue, credentials) => (await adapter()).testConnection({ ...partsFor(venue), credentials }),
  };
}

/**
 * Reads the venue's contracts for the coins of the catalogue: first which there are, then their tables of risk limits.
 * @throws Error with a sentence for a person when the venue cannot be asked.
 */
async function contractsFrom(choice: ExchangeChoice, log: Log): Promise<readonly VenueContract[]> {
  const { loadInstruments } = await adapter();
  const coins = new Set(CONTRACT_CATALOGUE.map(({ coin }) => coin));
  const read = async (tiersFor: readonly string[]): Promise<ContractList> => {
    const listed = await loadInstruments({ ...connectionTo(choice, log), tiersFor });
    if (listed.known) return listed.value;
    const reason = `${listed.reason.replace(/\.+$/, '')}.`;
    throw new Error(`The contracts of ${NAMES[choice.venue]} could not be read: ${reason} Check the connection.`);
  };
  const ours = ({ contracts }: ContractList): readonly VenueContract[] =>
    contracts.filter(({ instrument }) => coins.has(instrument.coin));
  const known = await read([]);
  for (const { symbol, reason } of known.skipped) log.info('A contract is left out', { symbol, reason });
  return ours(await read(ours(known).map(({ instrument }) => instrument.symbol)));
}

/** Live prices of an exchange; orders go to the paper venue, or to the exchange itself. */
export async function exchangeMarket(parts: ExchangeMarketParts): Promise<Market> {
  const { choice, log, live } = parts;
  const contracts = await contractsFrom(choice, log);
  const connection = connectionTo(choice, log);
  const feed = await (await adapter()).openFeed({ ...connection, contracts });
  const venue = live ? new ConnectableVenue(NAMES[choice.venue], NO_ACCOUNT) : null;
  const watch = live
    ? new ContractsWatch({
        used: contracts.map(({ instrument }) => instrument),
        read: async () => (await contractsFrom(choice, log)).map(({ instrument }) => instrument),
        clock: systemClock,
        scheduler: systemScheduler,
        log,
      })
    : null;
  const link = venue === null ? null : new LiveLink({ ...parts, venue, contracts });
  return {
    instruments: contracts.map(({ instrument }): Instrument => instrument),
    feed: () => feed,
    connections: feed,
    venue,
    simulated: !live,
    liveConditions: async (accountId) => (link === null ? [NOT_LIVE] : link.conditions(accountId)),
    begin: (core, breath) => toThePresent({ ...parts, core, feed, breath }),
    followed: (core) => link?.watch(core),
    contractsRead: () => watch?.last ?? null,
    ...(watch === null ? {} : { readContracts: () => watch.look() }),
    close: () => {
      watch?.dispose();
      link?.dispose();
    },
  };
}

const NOT_LIVE: LiveCondition = {
  key: 'reconciled',
  label: 'Reconciled with the exchange',
  state: 'unmet',
  detail: 'Fills are simulated in this mode. Start the workstation with --mode live.',
};

/** Fetches the candles that are missing, warms the indicators, and starts the core. */
async function toThePresent(parts: {
  readonly choice: ExchangeChoice;
  readonly store: Store;
  readonly log: Log;
  readonly core: Core;
  readonly feed: MarketFeed;
  readonly breath: Breath;
}): Promise<boolean> {
  const { core, feed, store, log, choice, breath } = parts;
  const now = systemClock.now();
  const to = now - (now % MINUTE);
  const from = to - choice.historyDays * DAY;
  core.trading.scores.historyFrom = to - DAY;
  for (const symbol of core.trading.scores.symbols) {
    if (!core.observing) {
      const request = { symbol, timeframe: feed.baseTimeframe, from, to };
      const report = await runBackfill([request], {
        feed,
        candles: store.candles,
        scratch: store.scratch,
        clock: systemClock,
      });
      for (const gap of report.missing) log.warn('Candles are missing', { ...gap });
    }
    if (!(await breath.take())) return false;
    if (!(await warmFromStore(parts, symbol, feed.baseTimeframe, from, systemClock.now()))) return false;
  }
  core.start();
  return true;
}
