import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationImport } from '#shared/contract/liquidation-imports.ts';
import { NOT_READABLE, sampleImport, sampleLayer } from '../liquidation/sample-imports.ts';
import { eventsOf } from './fake-rows.ts';

/** Imports kept in memory; every picture is not readable. */
export function liquidationImportCalls(): Client['liquidationImports'] {
  const removed: LiquidationImport[] = [];
  let rows: readonly LiquidationImport[] = [sampleImport(Date.now())];
  return {
    list: async () => [...rows],
    layers: async () => [sampleLayer(Date.now())],
    part: async ({ text }) => ({ upload: 'upload-1', length: text.length }),
    file: async ({ name, kind }) => {
      const imported = { ...sampleImport(Date.now()), id: `import-${String(rows.length + 1)}`, name, kind };
      rows = [imported, ...rows];
      return { imported, bad: [], badCount: 0 };
    },
    picture: async () => ({ run: 'picture-1' }),
    progress: async () =>
      eventsOf(
        (async function* () {
          yield await Promise.resolve(NOT_READABLE);
        })(),
      ),
    cancel: async () => ({ canceled: true }),
    confirm: async () => sampleImport(Date.now()),
    reject: async () => ({ rejected: true }),
    remove: async ({ id }) => {
      removed.push(...rows.filter((row) => row.id === id));
      rows = rows.filter((row) => row.id !== id);
      return { removed: true };
    },
    restore: async ({ id }) => {
      const back = removed.find((row) => row.id === id);
      if (back === undefined) throw new ORPCError('NOT_FOUND', { message: 'There is no such import any more.' });
      rows = [back, ...rows];
      return back;
    },
  };
}
