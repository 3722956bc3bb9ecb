import type { Contract } from '#shared/contract/index.ts';
import type { signalManagement } from '#shared/contract/signal-management.ts';
import { contractError } from '#core/api/contract-error.ts';
import type { Handler } from '#core/api/handler-types.ts';

type Calls = { readonly [Call in keyof typeof signalManagement]: Handler<Contract['signals'][Call]> };

const missing = (what: string): never => {
  throw contractError('NOT_FOUND', { what });
};

const unavailable = (): never => {
  throw contractError('NOT_AVAILABLE', { reason: 'a sample takes nothing' });
};

/** The calls about signals from outside, votes and the track record, of a host where nothing happened yet. */
export const sampleSignalManagement = (now: number): Calls => ({
  submit: async () => unavailable(),
  pending: async () => [],
  processed: async () => [],
  statistics: async () => ({
    ...{ from: now - 1, to: now, received: 0, highQuality: 0, approved: 0, executed: 0, failed: 0 },
    ...{ byState: [], bySource: [], winRate: null, meanR: null, capped: false },
  }),
  reprocessFailed: async () => ({ tried: [], not: [] }),
  cleanup: async () => ({ expired: 0, forgotten: 0, sentence: 'Nothing waited.' }),
  sources: async () => [],
  addSource: async () => unavailable(),
  changeSource: async ({ name }) => missing(name),
  removeSource: async ({ name }) => missing(name),
  importCsv: async () => ({ taken: [], bad: [] }),
  trackRecord: async () => ({ asOf: now, awaited: 0, rows: [], chances: [] }),
  evaluation: async ({ signalId }) => missing(signalId),
});
