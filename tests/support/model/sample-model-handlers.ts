import type { ModelRow } from '#shared/contract/models.ts';
import { contractError } from '#core/api/contract-error.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';
import { sampleModels } from '#tests/support/renderer/sample-models.ts';

const missing = (what: string): never => {
  throw contractError('NOT_FOUND', { what });
};

/** Answers of a contract over {@link sampleModels}. */
export function sampleModelHandlers(now: number): HandlersOf<'models'> {
  const rows = sampleModels(now);
  const rowOf = (id: string): ModelRow => rows.find(({ key }) => key === id) ?? missing(`model ${id}`);
  return {
    list: async () => [...rows],
    watchList: async function* () {
      yield { kind: 'snapshot', seq: 0, rows: [...rows] };
    },
    card: async ({ id }) => missing(`model ${id}`),
    train: async () => ({ run: 'training-1' }),
    running: async () => ({ run: null }),
    progress: async function* () {
      yield { kind: 'trained', id: rows[0]?.key ?? '' };
    },
    cancel: async () => ({ canceled: false }),
    adopt: async ({ id }) => ({ ...rowOf(id), state: 'adopted' }),
    retire: async ({ id }) => ({ ...rowOf(id), state: 'retired' }),
  };
}
