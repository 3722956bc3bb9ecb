import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import type { AccountEventType } from '../account-event-types.ts';
import type { AccountRow } from '../account-row.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import type { FoldState } from '../fold-state.ts';
import { storable } from '../row-cells.ts';
import type { Handler, Handlers } from './handler.ts';

/** The fact that holds all accounts: there are few, and they are always asked for together. */
const FACT = 'accounts';

/** The accounts as the fact holds them, oldest first. */
export function accountsOf(state: FoldState): readonly AccountRow[] {
  const row = state.facts.get(FACT);
  return row === undefined ? [] : (JSON.parse(String(row['value'])) as readonly AccountRow[]);
}

function put(state: FoldState, event: JournalEvent, accounts: readonly AccountRow[]): void {
  const value = storable(canonicalJson(accounts as unknown as Json));
  state.putFact(FACT, { name: FACT, value, updated_at: event.ts });
}

/** Replaces the account that the record is about; null takes it away. */
function change(state: FoldState, event: JournalEvent, next: (account: AccountRow) => AccountRow | null): void {
  const accounts = accountsOf(state);
  if (!accounts.some(({ id }) => id === event.subject)) throw new FoldError(event, 'the account is not known');
  put(
    state,
    event,
    accounts.flatMap((account) => (account.id === event.subject ? (next(account) ?? []) : [account])),
  );
}

const changing =
  (next: (account: AccountRow, event: JournalEvent) => AccountRow): Handler<AccountEventType> =>
  (state, event) =>
    change(state, event, (account) => next(account, event));

/** Records about exchange accounts: the fact `accounts`. */
export const ACCOUNT_HANDLERS: Handlers<AccountEventType> = {
  'account.added': (state, event, { name, venue, keyTail }) => {
    const accounts = accountsOf(state);
    if (accounts.some(({ id }) => id === event.subject)) throw new FoldError(event, 'the account is already known');
    const added: AccountRow = {
      id: event.subject,
      name,
      venue,
      enabled: true,
      addedAt: event.ts,
      keyTail,
      rights: null,
      rightsCheckedAt: null,
      liveSince: null,
    };
    put(state, event, [...accounts, added]);
  },
  'account.renamed': (state, event, { name }) => change(state, event, (account) => ({ ...account, name })),
  'account.enabled': changing((account) => ({ ...account, enabled: true })),
  'account.disabled': changing((account) => ({ ...account, enabled: false, liveSince: null })),
  'account.removed': (state, event) => change(state, event, () => null),
  'account.checked': (state, event, { canTrade, canMoveFunds, ipRestricted, permissions }) =>
    change(state, event, (account) => ({
      ...account,
      rights: { canTrade, canMoveFunds, ipRestricted, permissions },
      rightsCheckedAt: event.ts,
    })),
  'account.check-failed': null,
  'account.tested': null,
  'live.requested': null,
  'live.refused': null,
  'live.confirmed': changing((account, { ts }) => ({ ...account, liveSince: ts })),
  'live.ended': changing((account) => ({ ...account, liveSince: null })),
  'secrets.created': null,
  'secrets.unlocked': null,
  'secrets.locked': null,
  'secrets.passphrase-changed': null,
  'secrets.refused': null,
};
