import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { formatTicks, type Instrument } from '#shared/domain/instrument.ts';
import { divide, minus, ONE, parseRational, plus, rational, toApproximate } from '#shared/domain/rational.ts';
import { cascadeAt } from '../../liquidation/cascade.ts';
import { cascadePath } from '../../liquidation/cascade-path.ts';
import type { LiquidationMap } from '../../liquidation/liquidation-map.ts';
import type { LeverageClass } from '../../liquidation/level-profile.ts';
import { LIQUIDATION_DEFAULTS } from '../../liquidation/settings.ts';
import { MEASURED_SKILL } from '../../liquidation/skill/measured-skill.ts';
import type { SymbolLiquidations } from '../../liquidation/symbol-liquidations.ts';
import { isolatedLiquidation, marginAtLeverage } from '../../market/isolated-liquidation.ts';
import { tiersOf, towardsEntry } from '../../market/liquidation-price.ts';
import { LIQUIDATION_RULES } from '../../market/liquidation-rules.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { ROW_REACH } from '../liquidation-parts.ts';
import { heatmapView, levelsView, mapView, orderFlowView, skillView, type Looked } from '../views/liquidation-views.ts';

const MILLION = 1_000_000n;

export function liquidationHandlers({
  liquidations: board,
  instruments,
  imports,
}: ApiParts): HandlersOf<'liquidations'> {
  const { markets } = board.parts;
  const placeOf = (text: string): readonly [ContractSymbol, SymbolLiquidations] => {
    const symbol = contractSymbol(text);
    const place = markets.of(symbol);
    if (place === null) throw contractError('NOT_FOUND', { what: text }, `There is no liquidation map of ${text}.`);
    return [symbol, place];
  };
  const looked = (): Looked => ({ now: board.parts.clock.now(), limits: markets.limits });
  const mapOf = (place: SymbolLiquidations, of: LeverageClass, reach: number): LiquidationMap =>
    place.map(of, reach) ?? noMap(place);
  return {
    list: () => Promise.resolve([...board.rows()]),
    watch: (_, { signal }) => board.watch(signal),
    map: ({ symbol: text, leverage, reach }) => {
      const [symbol, place] = placeOf(text);
      return Promise.resolve(mapView(symbol, place, mapOf(place, leverage, reach), looked()));
    },
    heatmap: ({ symbol: text, leverage, from, to, columns, levels, origin }) => {
      const [symbol, place] = placeOf(text);
      const part = place.heatmap.part(leverage, { from, to, mostColumns: columns, mostLevels: levels, origin });
      return Promise.resolve(heatmapView(symbol, place, part ?? noMap(place), looked()));
    },
    levels: ({ symbol: text, leverage }) => {
      const [symbol, place] = placeOf(text);
      return Promise.resolve(levelsView(symbol, place, mapOf(place, leverage, ROW_REACH), looked()));
    },
    cascade: ({ symbol: text, price }) => {
      const [symbol, place] = placeOf(text);
      const book = board.book(symbol);
      const levels = (price < place.price ? book?.bids : book?.asks) ?? [];
      const [map, basePerLot] = [mapOf(place, 'all', ROW_REACH), Number(place.instrument.multiplier)];
      const found = cascadeAt(map, price, levels, basePerLot);
      const { prices, liquidated, absorbed } = cascadePath(map, found, levels, basePerLot);
      const path = { prices: [...prices], liquidated: [...liquidated], absorbed: [...absorbed] };
      const known = { bookLevels: levels.length, bookAt: book?.at ?? null, path };
      return Promise.resolve({ symbol, label: 'estimated' as const, ...found, ...known });
    },
    calculate: (asked) => {
      const instrument = instruments.get(contractSymbol(asked.symbol));
      if (instrument === undefined)
        throw contractError('NOT_FOUND', { what: asked.symbol }, `There is no ${asked.symbol}.`);
      return Promise.resolve(calculated(instrument, asked));
    },
    tape: ({ symbol, limit }) => Promise.resolve(tapeOf(board.parts.markets, imports, symbol ?? null, limit)),
    orderFlow: ({ symbol: text, limit }) => {
      const [symbol, place] = placeOf(text);
      return Promise.resolve(orderFlowView(symbol, place, limit));
    },
    skill: () => Promise.resolve(MEASURED_SKILL.map((one) => ({ coin: one.coin, ...skillView(one) }))),
  };
}

function noMap({ instrument, built }: SymbolLiquidations): never {
  throw notAvailable(
    built
      ? `Nothing was told of ${instrument.symbol} yet, so there is no map of it.`
      : `The map of ${instrument.symbol} is being built from what is stored. It takes a few seconds after a start.`,
  );
}

function tapeOf(
  markets: ApiParts['liquidations']['parts']['markets'],
  imports: ApiParts['imports'],
  symbol: string | null,
  limit: number,
) {
  const imported = (imports?.desk.liquidations(symbol, limit) ?? []).map((one) => ({
    ...one,
    kind: 'realised' as const,
    hit: null,
  }));
  return [...markets.all()]
    .filter(([own]) => symbol === null || own === symbol)
    .flatMap(([own, { tape }]) => tape.newest(limit).map((entry) => ({ symbol: own, ...entry })))
    .concat(imported)
    .sort((a, b) => b.ts - a.ts)
    .slice(0, limit);
}

interface Asked {
  readonly side: 'long' | 'short';
  readonly entry: string;
  readonly size: string;
  readonly leverage: string;
  readonly addedMargin: string;
}

/** The venue's rule in force with the contract's own maintenance table and the model's liquidation fee. */
function calculated(instrument: Instrument, { side, entry, size, leverage, addedMargin }: Asked) {
  const [price, amount, times] = [entry, size, leverage].map(parseRational);
  if (price === undefined || amount === undefined || times === undefined) throw new RangeError('A figure is missing');
  if (instrument.maintenanceTiers.length === 0)
    throw notAvailable(`The maintenance table of ${instrument.symbol} is not known.`);
  if ([price, amount, times].some(({ numerator }) => numerator <= 0n))
    throw notAvailable('Entry, size and leverage must be above zero.');
  const open = { contract: 'linear' as const, side, entryPrice: price, size: amount };
  const margin = plus(marginAtLeverage(open, times), parseRational(addedMargin));
  const fee = rational(LIQUIDATION_DEFAULTS.liquidationFeePpm, MILLION);
  const found = isolatedLiquidation({ ...open, margin }, LIQUIDATION_RULES['kucoin-2025-05'], tiersOf(instrument), fee);
  const none = { price: null, bankruptcyPrice: null, distance: null, tier: null, maintenanceRate: null };
  if (found.kind !== 'at') return { kind: found.kind, ...none };
  const tick = rational(BigInt(instrument.tickUnits), 10n ** BigInt(instrument.priceScale));
  const shown = (at: typeof price): string => formatTicks(instrument, towardsEntry(divide(at, tick), side));
  const step = instrument.maintenanceTiers[found.tier - 1];
  return {
    kind: found.kind,
    price: shown(found.price),
    bankruptcyPrice: found.bankruptcyPrice === null ? null : shown(found.bankruptcyPrice),
    distance: toApproximate(minus(divide(found.price, price), ONE)),
    tier: found.tier,
    maintenanceRate: step === undefined ? null : Number(step.maintenanceRatePpm) / Number(MILLION),
  };
}
