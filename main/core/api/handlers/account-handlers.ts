import type { AccountView } from '#shared/contract/accounts.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AccountRefusal } from '../../accounts/account-refusal.ts';
import type { AccountRow } from '../../journal/account-row.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';

/** A refusal as the failure its call declares. */
function toError({ code, message, waitMs }: AccountRefusal, readOnly: boolean, dataFolder: string): Error {
  switch (code) {
    case 'NOT_FOUND':
      return contractError('NOT_FOUND', { what: message });
    case 'NOT_WRITABLE':
      if (readOnly) return contractError('READ_ONLY', { folder: dataFolder });
      return contractError('NOT_AVAILABLE', { reason: message }, message);
    case 'NOT_AVAILABLE':
      return contractError('NOT_AVAILABLE', { reason: message }, message);
    case 'NOT_CONFIRMED':
      return contractError('NOT_CONFIRMED', { expected: message });
    case 'NAME_TAKEN':
      return contractError('ALREADY_EXISTS', { what: message }, message);
    case 'WRONG_PASSPHRASE':
      return contractError('WRONG_PASSPHRASE', { waitMs }, message);
    case 'SECRETS_LOCKED':
    case 'SECRETS_UNAVAILABLE':
      return contractError(code, { reason: message }, message);
  }
}

export function accountHandlers({ accounts: board, store, dataFolder }: ApiParts): HandlersOf<'accounts'> {
  const { accounts, secrets, live: release } = board.desk;

  const must = async <T>(act: () => Promise<Result<T, AccountRefusal>>): Promise<T> => {
    await board.present;
    const settled = await act();
    if (settled.ok) return settled.value;
    throw toError(settled.error, store.journal.readOnly, dataFolder);
  };
  const shown = async (act: () => Promise<Result<AccountRow, AccountRefusal>>): Promise<AccountView> =>
    board.row(await must(act));

  return {
    list: () => Promise.resolve(board.rows()),
    watch: (_, { signal }) => board.subscribe(signal),
    secretsStatus: () => secrets.overview(),
    createVault: ({ passphrase }, { role }) => must(() => secrets.create(passphrase, role)),
    unlock: ({ passphrase }, { role }) => must(() => secrets.unlock(passphrase, role)),
    lock: (_, { role }) => secrets.lock(role),
    setPassphrase: ({ current, next }, { role }) => must(() => secrets.changePassphrase(current, next, role)),
    add: ({ name, venue, key, secret, passphrase }, { role }) => {
      const credentials = { key, secret, passphrase: passphrase === '' ? null : passphrase };
      return shown(() => accounts.add({ name, venue, credentials }, role));
    },
    test: ({ id }, { role }) => shown(() => accounts.test(id, role)),
    rename: ({ id, name }, { role }) => shown(() => accounts.rename(id, name, role)),
    enable: ({ id }, { role }) => shown(() => accounts.enable(id, role)),
    disable: ({ id }, { role }) => shown(() => accounts.disable(id, 'by the user', role)),
    remove: ({ id, leaveLogin }, { role }) => must(() => accounts.remove(id, leaveLogin, role)),
    requestLive: ({ id }, { role }) => must(() => release.request(id, role)),
    confirmLive: ({ id, token, typed }, { role }) => shown(() => release.confirm(id, token, typed, role)),
    leaveLive: ({ id }, { role }) => shown(() => accounts.leaveLive(id, 'by the user', role)),
  };
}
