import { contractError } from '#core/api/contract-error.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';

const NOTHING_HERE = 'No sample data are made here.';

const missing = (what: string): never => {
  throw contractError('NOT_FOUND', { what });
};

const unavailable = (): never => {
  throw contractError('NOT_AVAILABLE', { reason: NOTHING_HERE }, NOTHING_HERE);
};

/** Symbol management where nothing is managed. */
export const sampleManagementHandlers = (now: number): HandlersOf<'management'> => ({
  health: async () => ({ ok: true, checks: [], at: now }),
  status: async () => ({
    mode: 'demo',
    version: 'sample',
    startedAt: now,
    trading: { state: 'ACTIVE', cause: 'a sample', since: now },
    account: { known: false, reason: 'a sample' },
    symbols: { known: 0, scored: 0, timeframes: [] },
    slots: { taken: 0, of: 0, reviewedAt: null, nextReviewAt: null },
    signals: { pending: 0, decided: 0 },
    settings: { version: 0 },
    journal: { records: 0, head: '' },
    provenance: 'simulated',
    now,
  }),
  agents: async () => [],
  discovery: async () => unavailable(),
  sync: async () => unavailable(),
  explainSignal: async ({ signalId }) => missing(signalId),
  explainSymbol: async ({ symbol }) => missing(symbol),
  audit: async () => ({ records: [], next: null }),
  auditVerify: async () => ({ ok: true, records: 0, rootHash: '', where: null, problem: null, tookMs: 0 }),
  export: async () => unavailable(),
  sampleData: async () => ({ state: 'none', what: null, share: null, summary: null, sentence: NOTHING_HERE }),
  initializeSampleData: async () => unavailable(),
});
