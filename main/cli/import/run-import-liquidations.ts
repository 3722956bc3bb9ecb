import { basename } from 'node:path';
import { contractSymbol } from '#shared/domain/ids.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { ImportDesk } from '#core/liquidation/imports/import-desk.ts';
import { CONTRACT_CATALOGUE } from '#core/market/contract-catalogue.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { folderShelf } from '#main/adapters/system/folder-shelf.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemIds } from '#main/adapters/system/ids.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { grouped } from '../terminal/figures.ts';
import { reportBadRows } from './bad-rows.ts';
import { fileSize, fileText } from './file-text.ts';

/** What to import. */
export interface LiquidationsRequest {
  readonly kind: 'levels' | 'liquidations';
  readonly file: string;
  readonly dataFolder: string;
  readonly badRows: string | undefined;
}

const symbolOf = (text: string) => {
  const found = CONTRACT_CATALOGUE.find(({ symbol, coin }) => symbol === text || coin === text);
  return found === undefined ? null : contractSymbol(found.symbol);
};

/** Imports levels or liquidations of a source outside: all rows or none. */
export async function runImportLiquidations(request: LiquidationsRequest, context: CliContext): Promise<ExitCode> {
  const { kind, file, dataFolder, badRows } = request;
  const { terminal } = context;
  await fileSize(file);
  const store = openStore(dataFolder);
  try {
    const system = { hasher: systemHasher, clock: systemClock, scheduler: systemScheduler };
    const journal = openJournal({ store: store.journal, ...system });
    if (!journal.integrity.ok) throw new CliError(EXIT.dataFolder, journal.integrity.problem);
    const ids = systemIds(systemClock);
    const desk = new ImportDesk({
      ...{ journal, shelf: folderShelf(dataFolder, 'imports'), symbolOf },
      ...{ hasher: systemHasher, scheduler: systemScheduler },
      now: () => systemClock.now(),
      newId: () => ids.order(),
    });
    const chunks = fileText(file, () => undefined);
    const result = await desk.importText(kind, chunks, { name: basename(file), by: 'command line' });
    await journal.whenDurable();
    if (result.ok) {
      const { rows, symbols, id } = result.value;
      terminal.out(`Imported ${grouped(rows)} ${kind} of ${symbols.join(', ')} as ${id}.\n`);
      return EXIT.ok;
    }
    reportBadRows(result.error, terminal, badRows);
    terminal.err(`Nothing was imported: ${grouped(result.error.length)} problems.\n`);
    return EXIT.badInput;
  } finally {
    store.close();
  }
}
