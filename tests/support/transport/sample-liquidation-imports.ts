import type { HandlersOf } from '#core/api/handler-types.ts';
import { NOT_READABLE, sampleImport, sampleLayer } from '../liquidation/sample-imports.ts';

export const sampleLiquidationImportHandlers = (now: number): HandlersOf<'liquidationImports'> => ({
  list: () => Promise.resolve([sampleImport(now)]),
  layers: () => Promise.resolve([sampleLayer(now)]),
  part: ({ text }) => Promise.resolve({ upload: 'upload-1', length: text.length }),
  file: () => Promise.resolve({ imported: sampleImport(now), bad: [], badCount: 0 }),
  picture: () => Promise.resolve({ run: 'picture-1' }),
  progress: async function* () {
    yield await Promise.resolve(NOT_READABLE);
  },
  cancel: () => Promise.resolve({ canceled: true }),
  confirm: () => Promise.resolve(sampleImport(now)),
  reject: () => Promise.resolve({ rejected: true }),
  remove: () => Promise.resolve({ removed: true }),
  restore: () => Promise.resolve(sampleImport(now)),
});
