import { ORPCError } from '@orpc/client';
import type { ApiParts } from '#core/api/api-parts.ts';
import { liquidationHandlers } from '#core/api/handlers/liquidation-handlers.ts';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { mapWorld, MAP_START } from '../liquidation/map-world.ts';
import { FakeRows } from './fake-rows.ts';
import type { Scene } from './sample-scenes.ts';

const VIEWER = { role: 'viewer', signal: undefined } as const;
const COINS = ['BTC', 'ETH', 'SOL', 'AVAX', 'LINK', 'ADA'];

type Calls = Client['liquidations'];

/** The model itself over ten days of the simulated market, with its times brought to the present. */
function sampleMaps() {
  const world = mapWorld({ coins: COINS, history: 10 * DAY });
  world.run(HOUR);
  const parts = { liquidations: world.board, instruments: world.instruments } as unknown as ApiParts;
  return { calls: liquidationHandlers(parts), rows: world.board.rows(), now: MAP_START + HOUR };
}

/** What a call answers, with every moment in it moved. */
function moved<T>(value: T, by: number): T {
  if (typeof value === 'number')
    return (value > MAP_START - 30 * DAY && value < MAP_START + DAY ? value + by : value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => moved(one, by)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, moved(one, by)])) as T;
}

/** Maps of six symbols as a host tells them; worked out when first asked for. */
export function liquidationCalls(scene: Scene): Calls {
  let kept: ReturnType<typeof sampleMaps> | null = null;
  const maps = () => (kept ??= sampleMaps());
  const by = () => Math.round((Date.now() - maps().now) / HOUR) * HOUR;
  const empty = scene === 'flat';
  const refuse = async (): Promise<never> => {
    throw new ORPCError('NOT_AVAILABLE', { message: 'Nothing was told of this symbol yet' });
  };
  const rows = () => (empty ? [] : moved(maps().rows as LiquidationRow[], by()));
  if (empty)
    return {
      list: async () => [],
      watch: async (_, options) => new FakeRows<LiquidationRow>([]).watch(options?.signal),
      map: refuse,
      heatmap: refuse,
      levels: refuse,
      cascade: refuse,
      calculate: refuse,
      tape: async () => [],
      skill: async () => [],
    };
  const told = async <T>(answer: Promise<T>): Promise<T> => moved(await answer, by());
  return {
    list: async () => rows(),
    watch: async (_, options) => new FakeRows(rows()).watch(options?.signal),
    map: async ({ symbol, leverage = 'all', reach = 150 }) =>
      told(maps().calls.map({ symbol, leverage, reach: Number(reach) }, VIEWER)) as ReturnType<Calls['map']>,
    heatmap: async ({ symbol, leverage = 'all', from, to, columns = 960, levels = 256 }) => {
      const span = { from: Number(from) - by(), to: Number(to) - by() };
      const size = { columns: Number(columns), levels: Number(levels) };
      return told(maps().calls.heatmap({ symbol, leverage, ...span, ...size }, VIEWER)) as ReturnType<Calls['heatmap']>;
    },
    levels: async ({ symbol, leverage = 'all' }) =>
      told(maps().calls.levels({ symbol, leverage }, VIEWER)) as ReturnType<Calls['levels']>,
    cascade: async ({ symbol, price }) => told(maps().calls.cascade({ symbol, price: Number(price) }, VIEWER)),
    calculate: async ({ addedMargin = '0', ...asked }) => maps().calls.calculate({ addedMargin, ...asked }, VIEWER),
    tape: async ({ symbol, limit = 100 } = {}) => {
      const asked = symbol === undefined ? { limit: Number(limit) } : { symbol, limit: Number(limit) };
      return told(maps().calls.tape(asked, VIEWER)) as ReturnType<Calls['tape']>;
    },
    skill: async () => maps().calls.skill(undefined, VIEWER) as ReturnType<Calls['skill']>,
  };
}
