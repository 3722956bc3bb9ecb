import { ORPCError } from '@orpc/client';
import type { ApiParts } from '#core/api/api-parts.ts';
import { liquidationHandlers } from '#core/api/handlers/liquidation-handlers.ts';
import { marketHandlers } from '#core/api/handlers/market-handlers.ts';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { mapWorld, MAP_START } from '../liquidation/map-world.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleCoverage, sampleLiquidationRow, sampleOrderFlow, sampleTape } from './sample-liquidations.ts';
import type { Scene } from './sample-scenes.ts';

const VIEWER = { role: 'viewer', signal: undefined } as const;
const COINS = ['BTC', 'ETH', 'SOL', 'AVAX', 'LINK', 'ADA'];

type Calls = Client['liquidations'];
type CandleCall = Client['market']['candles'];

/** The model itself over ten days of the simulated market, with its times brought to the present. */
function sampleMaps() {
  const world = mapWorld({ coins: COINS, history: 10 * DAY });
  world.run(HOUR);
  for (const row of world.board.rows()) tellBook(world, row);
  const { board, instruments, candles, clock } = world;
  const parts = { liquidations: board, instruments, store: { candles }, core: { parts: { clock } } };
  const known = parts as unknown as ApiParts;
  const calls = { ...liquidationHandlers(known), candles: marketHandlers(known).candles };
  return { calls, rows: board.rows(), now: MAP_START + HOUR };
}

/** A book of even steps that takes a hundred-and-fiftieth of the levels with each. */
function tellBook(
  { board, instruments, clock }: ReturnType<typeof mapWorld>,
  { key, price, all }: LiquidationRow,
): void {
  const basePerLot = Number(instruments.get(contractSymbol(key))?.multiplier ?? 1);
  const step = (all.long + all.short) / 150;
  const level = (place: number, way: number) => {
    const at = price * (1 + way * 0.0006 * (place + 1));
    return { price: at, lots: ((0.6 + 0.8 * ((place * 7) % 10) * 0.1) * step) / (at * basePerLot) };
  };
  const side = (way: number) => Array.from({ length: 160 }, (_, place) => level(place, way));
  const told = { sequence: 1, tsVenue: clock.now(), tsReceived: clock.now() };
  board.onEvent({ kind: 'depth', symbol: contractSymbol(key), bids: side(-1), asks: side(1), ...told });
}

/** What a call answers, with every moment in it moved. */
function moved<T>(value: T, by: number): T {
  if (typeof value === 'number')
    return (value > MAP_START - 30 * DAY && value < MAP_START + DAY ? value + by : value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => moved(one, by)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, moved(one, by)])) as T;
}

/** Maps of six symbols, and the candles they are made from, as a host tells them; worked out when first asked for. */
export function liquidationCalls(scene: Scene): { readonly liquidations: Calls; readonly candles: CandleCall } {
  let kept: ReturnType<typeof sampleMaps> | null = null;
  const maps = () => (kept ??= sampleMaps());
  const by = () => Math.round((Date.now() - maps().now) / HOUR) * HOUR;
  const empty = scene === 'flat';
  const refuse = async (): Promise<never> => {
    throw new ORPCError('NOT_AVAILABLE', { message: 'Nothing was told of this symbol yet' });
  };
  const dressed = (row: LiquidationRow, place: number) => sampleLiquidationRow(row, place, scene);
  const rows = () => (empty ? [] : moved(maps().rows as LiquidationRow[], by()).map(dressed));
  const priceOf = (symbol: string) => maps().rows.find(({ key }) => key === symbol)?.price ?? 0;
  if (empty)
    return {
      candles: refuse,
      liquidations: {
        list: async () => [],
        watch: async (_, options) => new FakeRows<LiquidationRow>([]).watch(options?.signal),
        map: refuse,
        heatmap: refuse,
        levels: refuse,
        cascade: refuse,
        calculate: refuse,
        tape: async () => [],
        orderFlow: refuse,
        skill: async () => [],
      },
    };
  const told = async <T>(answer: Promise<T>): Promise<T> => moved(await answer, by());
  const covered = async <T extends Pick<LiquidationRow, 'coverage'>>(answer: Promise<T>): Promise<T> => {
    const known = await told(answer);
    return { ...known, coverage: sampleCoverage(known.coverage, scene) };
  };
  const liquidations: Calls = {
    list: async () => rows(),
    watch: async (_, options) => new FakeRows(rows()).watch(options?.signal),
    map: async ({ symbol, leverage = 'all', reach = 150 }) =>
      covered(maps().calls.map({ symbol, leverage, reach: Number(reach) }, VIEWER) as ReturnType<Calls['map']>),
    heatmap: async ({ symbol, leverage = 'all', from, to, columns = 960, levels = 256, origin }) => {
      const span = { from: Number(from) - by(), to: Number(to) - by() };
      const size = {
        columns: Number(columns),
        levels: Number(levels),
        origin: origin === undefined ? undefined : Number(origin),
      };
      return told(maps().calls.heatmap({ symbol, leverage, ...span, ...size }, VIEWER)) as ReturnType<Calls['heatmap']>;
    },
    levels: async ({ symbol, leverage = 'all' }) =>
      covered(maps().calls.levels({ symbol, leverage }, VIEWER) as ReturnType<Calls['levels']>),
    cascade: async ({ symbol, price }) =>
      told(maps().calls.cascade({ symbol, price: Number(price) }, VIEWER)) as ReturnType<Calls['cascade']>,
    calculate: async ({ addedMargin = '0', ...asked }) => maps().calls.calculate({ addedMargin, ...asked }, VIEWER),
    tape: async ({ symbol = 'XBTUSDTM' } = {}) => (scene === 'unknown' ? [] : sampleTape(symbol, priceOf(symbol))),
    orderFlow: async ({ symbol }) => sampleOrderFlow(symbol, scene),
    skill: async () => maps().calls.skill(undefined, VIEWER) as ReturnType<Calls['skill']>,
  };
  const candles: CandleCall = async ({ symbol, timeframe, limit = 500, before }) => {
    const to = before === undefined ? undefined : Number(before) - by();
    const asked = { symbol, timeframe, limit: Number(limit), before: to };
    return told(maps().calls.candles(asked, VIEWER) as ReturnType<CandleCall>);
  };
  return { liquidations, candles };
}
