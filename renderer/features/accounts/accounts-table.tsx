import { styled } from '@mui/material/styles';
import type { KeyboardEvent } from 'react';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { ipWords, lastCheck, verdictTone, verdictWord } from './account-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: rowHeight(46), cursor: 'pointer' },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tbody tr[aria-selected=true]': { background: tone.cell, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& tbody tr:focus-visible': { outlineOffset: -2 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& small': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11.5 },
});

function StateTags({ account }: { readonly account: AccountView }) {
  return (
    <span style={{ display: 'inline-flex', gap: 7, alignItems: 'center' }}>
      {account.live && <Tag tone="danger">{say('LIVE')}</Tag>}
      <span style={account.enabled ? undefined : { color: tone.text3 }}>
        {account.enabled ? say('enabled') : say('disabled')}
      </span>
    </span>
  );
}

function LastCheck({ account, now }: { readonly account: AccountView; readonly now: number }) {
  const { connection } = account;
  const at = lastCheck(account);
  if (at === null) return <span style={{ color: tone.text3 }}>{say('never')}</span>;
  const failed = connection?.ok === false;
  return (
    <>
      <span title={`${formatMoment(at)} UTC`}>{say('{age} ago', { age: formatAge(now - at) })}</span>
      <small
        style={failed ? { color: tone.down } : undefined}
        title={connection === null ? undefined : told(connection.sentence)}
      >
        {connection === null && say('before this start')}
        {failed && say('no connection')}
        {connection?.ok === true &&
          (connection.latencyMs === null
            ? say('answered')
            : say('answered in {time} ms', { time: formatNumber(connection.latencyMs, 0) }))}
      </small>
    </>
  );
}

interface AccountRowProps {
  readonly account: AccountView;
  readonly now: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function AccountRow({ account, now, chosen, onChoose }: AccountRowProps) {
  const findings = account.verdict.findings.map((finding) => told(finding));
  return (
    <tr aria-selected={chosen} tabIndex={chosen ? 0 : -1} onClick={onChoose} onFocus={onChoose}>
      <td>
        <b style={{ fontWeight: 600 }}>{account.name}</b>
        <small>{account.venueLabel}</small>
      </td>
      <td>
        <code>…{account.keyTail}</code>
      </td>
      <td>
        <Tag tone={verdictTone(account)}>{verdictWord(account)}</Tag>
        <small title={findings.join(' ')}>
          {findings[0] ?? say('nothing found')}
          {findings.length > 1 ? ` +${String(findings.length - 1)}` : ''}
        </small>
      </td>
      <td style={account.rights?.ipRestricted === 'yes' ? undefined : { color: tone.warn }}>{ipWords(account)}</td>
      <td>
        <LastCheck account={account} now={now} />
      </td>
      <td>
        <StateTags account={account} />
      </td>
    </tr>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

interface AccountsTableProps {
  readonly accounts: readonly AccountView[];
  readonly now: number;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

/** The accounts; one is chosen, and the panel beside shows all of it. */
export function AccountsTable({ accounts, now, chosen, onChoose }: AccountsTableProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = accounts.findIndex(({ key }) => key === chosen);
    const next = Math.max(0, Math.min(accounts.length - 1, at + step));
    event.currentTarget.querySelectorAll('tr')[next]?.focus();
  };
  return (
    <Scroll>
      <DataTable role="grid" aria-label={say('Exchange accounts')}>
        <colgroup>
          <col style={{ width: '24%' }} />
          <col style={{ width: 84 }} />
          <col />
          <col style={{ width: 122 }} />
          <col style={{ width: 146 }} />
          <col style={{ width: 136 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Account')}</th>
            <th>{say('Key')}</th>
            <th>{say('Rights, the worst finding')}</th>
            <th>{say('Works from')}</th>
            <th>{say('Last check')}</th>
            <th>{say('State')}</th>
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {accounts.map((account) => (
            <AccountRow
              key={account.key}
              account={account}
              now={now}
              chosen={account.key === chosen}
              onChoose={() => onChoose(account.key)}
            />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
