import { useSyncExternalStore } from 'react';
import type { Client } from '#shared/contract/index.ts';
import type { CellView } from '#shared/contract/score.ts';
import { useClient } from './data-context.tsx';
import { RenderGate } from './render-gate.ts';
import { TopicStore, type TopicState } from './topic-store.ts';

type Scores = Pick<Client, 'scores'>;

/** The stores of one client, one for each contract whoever looks. */
const stores = new WeakMap<Scores, Map<string, TopicStore<CellView>>>();
const gate = new RenderGate();

function storeOf(client: Scores, symbol: string): TopicStore<CellView> {
  const known = stores.get(client) ?? new Map<string, TopicStore<CellView>>();
  stores.set(client, known);
  const store = known.get(symbol) ?? new TopicStore((signal) => client.scores.watch({ symbol }, { signal }), gate);
  known.set(symbol, store);
  return store;
}

/** The scores of one contract on all timeframes: the host sends no others, of which there are hundreds every second. */
export function useSymbolScores(symbol: string): TopicState<CellView> {
  const store = storeOf(useClient(), symbol);
  return useSyncExternalStore<TopicState<CellView>>(store.subscribe, store.snapshot);
}
