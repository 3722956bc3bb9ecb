import { contractSymbol } from '#shared/domain/ids.ts';
import type { CandleImporter } from '../../ports/candle-importer.ts';
import { CONTRACT_CATALOGUE } from '../../market/contract-catalogue.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';

function writable(parts: ApiParts): CandleImporter {
  mustBeWritable(parts);
  const { importer } = parts.candleImports;
  if (importer === null) throw notAvailable('Nothing is imported in this mode.');
  return importer;
}

/** The importer while the import of that id is under way. */
function during(parts: ApiParts, id: string): CandleImporter {
  const importer = writable(parts);
  if (importer.run?.id !== id || importer.run.endedAt !== null)
    throw contractError('NOT_FOUND', { what: `import ${id}` });
  return importer;
}

/** A contract that a replay can trade. */
function known(symbol: string) {
  const found = CONTRACT_CATALOGUE.find((one) => one.symbol === symbol);
  if (found === undefined) throw contractError('NOT_FOUND', { what: `contract ${symbol}` });
  return contractSymbol(found.symbol);
}

export function candleImportHandlers(parts: ApiParts): HandlersOf<'candleImports'> {
  const { candleImports: board } = parts;
  return {
    watch: (_, { signal }) => {
      board.show();
      return board.topic.subscribe(signal);
    },
    begin: async ({ files }, { role }) => {
      const { run } = writable(parts);
      if (run !== null && run.endedAt === null) throw contractError('BUSY', { running: `import ${run.id}` });
      return { id: board.begin(files, role) };
    },
    part: async ({ id, ...part }) => ({ taken: await during(parts, id).part(part) }),
    choose: async ({ id, symbol, ...choice }) => {
      const importer = during(parts, id);
      return { taken: importer.choose({ ...choice, ...(symbol === undefined ? {} : { symbol: known(symbol) }) }) };
    },
    store: async ({ id }) => ({ started: during(parts, id).store() }),
    cancel: async ({ id }) => {
      const { importer } = board;
      return { canceled: importer?.run?.id === id && importer.cancel() };
    },
    remove: async ({ symbol, timeframe, typed }, { role }) => {
      const { run } = writable(parts);
      if (run?.state === 'storing') throw contractError('BUSY', { running: `import ${run.id}` });
      const expected = `${symbol} ${timeframe}`;
      if (typed.trim() !== expected) throw contractError('NOT_CONFIRMED', { expected });
      const series = { symbol: contractSymbol(symbol), timeframe };
      if (!(await board.remove(series, role)))
        throw contractError('NOT_FOUND', { what: `imported candles of ${expected}` });
      await parts.core.parts.journal.whenDurable();
      return { removed: true };
    },
  };
}
