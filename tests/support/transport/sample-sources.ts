import { contractError } from '#core/api/contract-error.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';

const gone = (what: string): never => {
  throw contractError('NOT_FOUND', { what });
};
const SETTINGS = { sources: [], chain: null, coins: [], reading: true };

/** No source is set up, and none can be. */
export const sampleSourceHandlers = (): HandlersOf<'sources'> => ({
  list: async () => SETTINGS,
  watch: async function* () {},
  add: async ({ name }) => {
    throw contractError('NOT_AVAILABLE', { reason: `${name} cannot be added here.` });
  },
  change: async ({ id }) => gone(id),
  remove: async ({ id }) => gone(id),
  test: async () => ({ ok: false, sentence: 'Nothing is read here.', sample: [] }),
  articles: async () => [],
  sentiment: async () => [],
  series: async () => [],
  setChain: async () => SETTINGS,
  switchChain: async () => gone('node'),
  removeChain: async () => gone('node'),
  testChain: async () => ({ ok: false, sentence: 'Nothing is read here.' }),
  setCoin: async () => SETTINGS,
  removeCoin: async ({ coin }) => gone(coin),
});
