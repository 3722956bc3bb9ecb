import { AccountDesk } from '#core/accounts/account-desk.ts';
import { KnownSecrets } from '#core/accounts/known-secrets.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemIds } from '#main/adapters/system/ids.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { openExisting } from '../existing-data.ts';
import { EXIT } from '../exit-codes.ts';

/** Who did it, in the journal. */
export const BY = 'command line';

/** What a library says on the way is not for the terminal; its answers are. */
export const SILENT_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The accounts of a data folder, and the way to let go of it. */
export interface OpenDesk {
  readonly desk: AccountDesk;
  readonly close: () => void;
}

/**
 * Opens the accounts of a folder. To change them the folder must be free; to list them it must only be there.
 * @throws CliError, StoreFailure with a sentence.
 */
export async function openDesk(folder: string, access: 'change' | 'list', context: CliContext): Promise<OpenDesk> {
  const store = access === 'list' ? openExisting(folder) : openStore(folder);
  try {
    return { desk: await deskOn(store, folder, context), close: () => store.close() };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function deskOn(store: Store, folder: string, context: CliContext): Promise<AccountDesk> {
  const journal = openJournal({
    store: store.journal,
    hasher: systemHasher,
    clock: systemClock,
    scheduler: systemScheduler,
  });
  if (!journal.integrity.ok) throw new CliError(EXIT.dataFolder, journal.integrity.problem);
  const ids = systemIds(systemClock);
  return new AccountDesk({
    journal,
    clock: systemClock,
    scheduler: systemScheduler,
    log: SILENT_LOG,
    notifier: { notify: ({ title, body }) => context.terminal.err(`${title}: ${body}\n`) },
    secrets: await context.hostSecrets(folder),
    gateway: await context.accountGateway(),
    known: new KnownSecrets(),
    newId: () => ids.order(),
    // Live trading is a matter of a running host; here nothing is known of it.
    outside: () => Promise.resolve([]),
  });
}
