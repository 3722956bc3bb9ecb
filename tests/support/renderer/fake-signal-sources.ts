import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import { sampleSignalSources } from './sample-sources.ts';
import type { Scene } from './sample-scenes.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Calls = Pick<Client['signals'], 'sources' | 'addSource' | 'changeSource' | 'removeSource' | 'importCsv'>;

/** Sources of signals that can be added, weighed, switched and removed; the rules alone in a fresh start. */
export function signalSourceCalls(now: number, scene: Scene): Calls {
  const fresh = scene === 'flat' || scene === 'unknown';
  const rows = new Map<string, SignalSourceView>();
  for (const row of sampleSignalSources(now)) if (!fresh || row.kind === 'rule') rows.set(row.key, row);
  return {
    sources: async () => [...rows.values()],
    addSource: async ({ name, kind, weight = 1 }) => {
      await pause(150);
      if (rows.has(name)) throw new ORPCError('ALREADY_EXISTS', { message: `There is a source ${name} already` });
      const row: SignalSourceView = {
        ...{ key: name, kind, enabled: true, weight, reliability: null, received: 0, executed: 0, refused: 0 },
        ...{ lastAt: null, path: kind === 'webhook' ? `/hooks/signals/${name}` : null },
      };
      rows.set(name, row);
      return row;
    },
    changeSource: async ({ name, enabled, weight }) => {
      const row = rows.get(name);
      if (row === undefined) throw new ORPCError('NOT_FOUND', { message: `There is no added source ${name}` });
      const next = {
        ...row,
        ...(enabled === undefined ? {} : { enabled }),
        ...(weight === undefined ? {} : { weight }),
      };
      rows.set(name, next);
      return next;
    },
    removeSource: async ({ name }) => {
      rows.delete(name);
      return { removed: true };
    },
    importCsv: async () => ({ taken: [], bad: [{ line: 3, reason: 'stop must be a price above 0' }] }),
  };
}
