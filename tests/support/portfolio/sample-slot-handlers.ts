import { contractError } from '#core/api/contract-error.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';
import { slotFigures } from '#tests/support/renderer/fake-slot-figures.ts';
import { sampleBench, sampleChanges, sampleSlots, sampleSlotsStatus } from '#tests/support/renderer/sample-slots.ts';

const snapshotOf = <Row>(rows: readonly Row[]) =>
  async function* () {
    yield { kind: 'snapshot' as const, seq: 0, rows: [...rows] };
  };

/** Answers of the contract over the sample slots; what changes is noted in `writes`. */
export function sampleSlotHandlers(now: number, writes: string[]): HandlersOf<'slots'> {
  const [slots, bench, status] = [sampleSlots(now), sampleBench(now), sampleSlotsStatus(now)];
  const figures = slotFigures(now);
  const known = (symbol: string): void => {
    if (![...slots, ...bench].some(({ key }) => key === symbol))
      throw contractError('NOT_FOUND', { what: `symbol ${symbol}` });
  };
  const change =
    (what: string) =>
    async ({ symbol }: { symbol: string }) => {
      known(symbol);
      writes.push(`${what} ${symbol}`);
      return { state: 'done' as const, seq: 1 };
    };
  return {
    status: snapshotOf([status]),
    watch: snapshotOf(slots),
    bench: snapshotOf(bench),
    composition: async () => ({ status, slots, bench }),
    statistics: async () => figures.statistics(),
    metrics: async () => figures.metrics(),
    attribution: async (input) => figures.attribution(input),
    candidates: async () => ({ leaving: slots.slice(8), following: bench }),
    history: async ({ limit }) => sampleChanges(now).slice(0, limit),
    race: async () => figures.race(),
    correlation: async () => figures.correlation(),
    sectors: async () => figures.sectors(),
    risk: async () => figures.risk(),
    preview: async (input) => figures.preview(input),
    symbols: async (input) => figures.symbols(input),
    symbol: async ({ symbol }) => {
      known(symbol);
      return figures.symbol({ symbol });
    },
    add: change('add'),
    remove: change('remove'),
    replace: change('replace'),
    keep: change('keep'),
    pin: change('pin'),
    unpin: change('unpin'),
    ban: change('ban'),
    unban: change('unban'),
    review: async () => ({ changes: 0 }),
    rebalance: async ({ reason }) => figures.rebalance({ reason }),
    optimizeWeights: async (input) => figures.optimizeWeights(input),
  };
}
