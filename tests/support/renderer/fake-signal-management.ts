import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { signalManagement } from '#shared/contract/signal-management.ts';
import { signalSourceCalls } from './fake-signal-sources.ts';
import type { Scene } from './sample-scenes.ts';
import { sampleTrackRecord } from './sample-track-record.ts';

const refuse = async (): Promise<never> => {
  throw new ORPCError('NOT_AVAILABLE', { message: 'No signal is taken here' });
};

type Calls = Pick<Client['signals'], keyof typeof signalManagement>;

const NOTHING = {
  ...{ received: 0, highQuality: 0, approved: 0, executed: 0, failed: 0 },
  ...{ byState: [], bySource: [], winRate: null, meanR: null, capped: false },
};

/** Nothing waits; after a good day there is a record, else nothing was voted on yet. */
export function signalManagementCalls(now: number, scene: Scene): Calls {
  const past = scene === 'day' || scene === 'halted' ? sampleTrackRecord(now) : null;
  return {
    submit: refuse,
    pending: async () => [],
    processed: async ({ limit = 100 } = {}) => past?.signals.slice(0, Number(limit)) ?? [],
    statistics: async ({ days = 7 } = {}) => past?.statistics(Number(days)) ?? { from: now - 1, to: now, ...NOTHING },
    reprocessFailed: async () => ({ tried: [], not: [] }),
    cleanup: async () => ({ expired: 0, forgotten: 0, sentence: 'Nothing waited.' }),
    ...signalSourceCalls(now, scene),
    trackRecord: async (asked = {}) => past?.record(asked) ?? { asOf: now, awaited: 0, rows: [], chances: [] },
    evaluation: refuse,
  };
}
