import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { createContext, use, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { Client } from '#shared/contract/index.ts';
import type { Connection, ConnectionState } from './connection.ts';
import { RenderGate } from './render-gate.ts';
import { TopicStore } from './topic-store.ts';
import { openTopic, type Topic, type TopicRows } from './topics.ts';

export type TopicStores = { readonly [T in Topic]: TopicStore<TopicRows[T]> };

const createQueries = (client: Client) => createTanstackQueryUtils(client);

interface Data {
  readonly client: Client;
  readonly connection: Connection;
  readonly queries: ReturnType<typeof createQueries>;
  readonly topics: TopicStores;
}

function createTopics(client: Client): TopicStores {
  const open = openTopic(client);
  const gate = new RenderGate();
  return {
    status: new TopicStore(open.status, gate),
    risk: new TopicStore(open.risk, gate),
    riskFigures: new TopicStore(open.riskFigures, gate),
    breakers: new TopicStore(open.breakers, gate),
    agents: new TopicStore(open.agents, gate),
    agentTasks: new TopicStore(open.agentTasks, gate),
    agentEvents: new TopicStore(open.agentEvents, gate),
    tickers: new TopicStore(open.tickers, gate),
    scores: new TopicStore(open.scores, gate),
    signals: new TopicStore(open.signals, gate),
    funnel: new TopicStore(open.funnel, gate),
    throttle: new TopicStore(open.throttle, gate),
    caps: new TopicStore(open.caps, gate),
    locks: new TopicStore(open.locks, gate),
    lockEvents: new TopicStore(open.lockEvents, gate),
    overview: new TopicStore(open.overview, gate),
    positions: new TopicStore(open.positions, gate),
    orders: new TopicStore(open.orders, gate),
    workedOrders: new TopicStore(open.workedOrders, gate),
    slotsStatus: new TopicStore(open.slotsStatus, gate),
    slots: new TopicStore(open.slots, gate),
    slotsBench: new TopicStore(open.slotsBench, gate),
    accounts: new TopicStore(open.accounts, gate),
    protections: new TopicStore(open.protections, gate),
    alerts: new TopicStore(open.alerts, gate),
    backup: new TopicStore(open.backup, gate),
    candleImport: new TopicStore(open.candleImport, gate),
    watchdog: new TopicStore(open.watchdog, gate),
    feeds: new TopicStore(open.feeds, gate),
    feedSymbols: new TopicStore(open.feedSymbols, gate),
    feedChannels: new TopicStore(open.feedChannels, gate),
    reconcile: new TopicStore(open.reconcile, gate),
    differences: new TopicStore(open.differences, gate),
    sources: new TopicStore(open.sources, gate),
    models: new TopicStore(open.models, gate),
    liquidations: new TopicStore(open.liquidations, gate),
    liquidationAlerts: new TopicStore(open.liquidationAlerts, gate),
    priceAlerts: new TopicStore(open.priceAlerts, gate),
  };
}

const DataContext = createContext<Data | null>(null);

interface DataProviderProps {
  readonly client: Client;
  readonly connection: Connection;
  readonly children: ReactNode;
}

/** Gives every screen the client, its live topics and its queries. */
export function DataProvider({ client, connection, children }: DataProviderProps) {
  const data = useMemo(
    () => ({ client, connection, queries: createQueries(client), topics: createTopics(client) }),
    [client, connection],
  );
  return <DataContext value={data}>{children}</DataContext>;
}

function useData(): Data {
  const data = use(DataContext);
  if (data === null) throw new Error('This must be shown inside DataProvider');
  return data;
}

/** The typed client, for streams that are not topics (verification, replays). */
export const useClient = (): Client => useData().client;

/** TanStack Query options for every call: `useQuery(useApi().portfolio.equity.queryOptions({ input }))`. */
export const useApi = (): Data['queries'] => useData().queries;

export const useTopics = (): TopicStores => useData().topics;

/** How the page stands with its host, and a way to try again. */
export function useConnection(): ConnectionState & { readonly retry: () => void } {
  const { connection } = useData();
  const state = useSyncExternalStore(connection.subscribe, connection.get);
  return { ...state, retry: connection.retry };
}
