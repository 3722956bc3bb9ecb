import type { Money } from '#shared/domain/money.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Log } from '../../ports/log.ts';
import type { Reconciler } from './reconciler.ts';

/**
 * Compares with the venue from now on. On the first start the account is opened with what the venue says is in it, once
 * nothing differs; until then its value is unknown here, and nothing is risked on an unknown.
 */
export function startReconciling(
  reconciler: Reconciler,
  { journal, log }: { readonly journal: Journal; readonly log: Log },
  openAccount: (cash: Money) => void,
): void {
  const isOpened = (): boolean => journal.state.balances().size > 0;
  let asking = false;
  const open = async (): Promise<void> => {
    if (isOpened() || asking || reconciler.status().phase !== 'agreed') return;
    asking = true;
    const problem = await reconciler.openAccount(openAccount).finally(() => {
      asking = false;
    });
    if (problem !== null) log.warn('The account could not be opened yet', { reason: problem });
  };
  const attempt = (): void => {
    open().catch((error: unknown) => {
      log.error('The account could not be opened', { error: String(error) });
    });
  };
  reconciler.onChange.on(attempt);
  void reconciler.start().then(attempt);
}
