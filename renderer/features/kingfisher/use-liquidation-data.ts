import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { useKingfisherScope } from './scope.ts';

/** Bins to either side of the price that the map is asked for. */
const MAP_REACH = 150;
const TAPE_LENGTH = 500;
/** What was measured changes with a release only. */
const SKILL_LASTS_MS = 3_600_000;

/** The contract shown: the chosen one where it has a map, else the first that has; null before any row came. */
export function useShownRow(): LiquidationRow | null {
  const { rows } = useRows('liquidations');
  const chosen = useFocusSymbol((state) => state.symbol);
  return rows.find(({ symbol }) => symbol === chosen) ?? rows[0] ?? null;
}

/** A renewed answer takes the place of the last one only where both are of one contract. */
const ofSame =
  (symbol: string) =>
  <Answer extends { readonly symbol: string }>(last: Answer | undefined): Answer | undefined =>
    last?.symbol === symbol ? last : undefined;

/** The map of the contract and class shown. */
export function useLiquidationMap() {
  const symbol = useShownRow()?.symbol ?? '';
  const leverage = useKingfisherScope((state) => state.leverage);
  const { liquidations } = useApi();
  return useQuery({
    ...liquidations.map.queryOptions({ input: { symbol, leverage, reach: MAP_REACH } }),
    enabled: symbol !== '',
    staleTime: Infinity,
    placeholderData: ofSame(symbol),
  });
}

/** Clusters, voids and zones of the contract and class shown. */
export function useLiquidationLevels() {
  const symbol = useShownRow()?.symbol ?? '';
  const leverage = useKingfisherScope((state) => state.leverage);
  const { liquidations } = useApi();
  return useQuery({
    ...liquidations.levels.queryOptions({ input: { symbol, leverage } }),
    enabled: symbol !== '',
    staleTime: Infinity,
    placeholderData: ofSame(symbol),
  });
}

/** What was realised and what is taken to have been, of the contract shown, newest first. */
export function useLiquidationTape() {
  const symbol = useShownRow()?.symbol ?? '';
  const { liquidations } = useApi();
  return useQuery({
    ...liquidations.tape.queryOptions({ input: { symbol, limit: TAPE_LENGTH } }),
    enabled: symbol !== '',
    staleTime: Infinity,
  });
}

/** Levels of sources outside that were brought in for the contract shown. */
export function useImportedLayers() {
  const symbol = useShownRow()?.symbol ?? '';
  const { liquidationImports } = useApi();
  return useQuery({ ...liquidationImports.layers.queryOptions({ input: { symbol } }), enabled: symbol !== '' });
}

/** How good the map was measured to be, by coin. */
export function useLiquidationSkill() {
  return useQuery({ ...useApi().liquidations.skill.queryOptions(), staleTime: SKILL_LASTS_MS });
}

/**
 * Asks anew for map, levels and tape each time the stream tells a newer state of the contract shown. Called once, by the
 * screen.
 */
export function useLiquidationRenewal(): void {
  const row = useShownRow();
  const queries = useQueryClient();
  const api = useApi();
  const symbol = row?.symbol;
  const asOf = row?.asOf;
  const realisedAt = row?.coverage.realisedAt;
  useEffect(() => {
    if (symbol === undefined) return;
    const { liquidations } = api;
    const keys = [liquidations.map.key(), liquidations.levels.key(), liquidations.tape.key()];
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
    // The dependencies are what makes the answers old, not what the effect reads.
  }, [queries, api, symbol, asOf, realisedAt]);
}
