import type { AccountView } from '#shared/contract/accounts.ts';
import { VENUE_LOGINS } from '#shared/domain/exchange-account.ts';
import type { RightsVerdict } from '../../accounts/account.ts';
import type { ConnectionState } from '../../accounts/exchange-accounts.ts';
import type { AccountRow } from '../../journal/account-row.ts';

/** An account as the screens show it. */
export function accountView(
  account: AccountRow,
  verdict: RightsVerdict,
  connection: ConnectionState | null,
): AccountView {
  const { id, name, venue, enabled, addedAt, keyTail, rights, rightsCheckedAt, liveSince } = account;
  return {
    key: id,
    name,
    venue,
    venueLabel: VENUE_LOGINS[venue].label,
    enabled,
    addedAt,
    keyTail,
    rights: rights === null ? null : { ...rights, permissions: [...rights.permissions] },
    rightsCheckedAt,
    verdict: { ...verdict, findings: [...verdict.findings] },
    connection,
    live: liveSince !== null,
  };
}
