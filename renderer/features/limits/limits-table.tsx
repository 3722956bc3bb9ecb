import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UsageBar } from '#renderer/ui/usage-bar.tsx';
import type { GateLimitView } from '#shared/contract/limits.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { limitGroups, limitName, limitText, usedShare, type LimitGroup } from './limit-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 34 },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& th[scope=rowgroup]': {
    position: 'static',
    height: 30,
    paddingLeft: 16,
    verticalAlign: 'bottom',
    paddingBottom: 5,
    fontSize: 11,
    fontWeight: 600,
    color: tone.text2,
  },
  '& td.name': { whiteSpace: 'normal', lineHeight: 1.25 },
  '& .used': { display: 'grid', gap: 3 },
});

/** What is used is read to a hundredth of a per cent; a limit is what was typed. */
const PPM_SHOWN = 100;

/** Which way a limit is loosened. */
const LOOSER: Readonly<Record<GateLimitView['looser'], string>> = { higher: say('higher'), lower: say('lower') };

function Use({ limit }: { readonly limit: GateLimitView }) {
  const { used } = limit;
  if (used === null) return <span title={say('Asked per order, or not known now')}>{UNKNOWN}</span>;
  const text = limitText(limit, limit.unit === 'ppm' ? Math.round(used / PPM_SHOWN) * PPM_SHOWN : used);
  return (
    <div className="used">
      <span>{limit.looser === 'lower' ? say('{amount} left', { amount: text }) : text}</span>
      <UsageBar share={usedShare(limit)} label={say('Use of: {limit}', { limit: limitName(limit) })} />
    </div>
  );
}

function LimitRow({ limit, onChange }: { readonly limit: GateLimitView; readonly onChange: () => void }) {
  const name = limitName(limit);
  const changed = limit.value !== limit.standard;
  return (
    <tr data-limit={limit.key}>
      <td
        data-right
        style={{ color: tone.text3 }}
        title={say('Check {row} of the pre-trade checks', { row: limit.row })}
      >
        {limit.row}
      </td>
      <td className="name" title={`${told(limit.sentence)} (${limit.key})`}>
        {name}
      </td>
      <td>
        <Use limit={limit} />
      </td>
      <td data-right style={{ fontWeight: 600 }}>
        {limitText(limit, limit.value)}
        {limit.loosened && <small style={{ color: tone.warn }}>{say('loosened')}</small>}
        {changed && !limit.loosened && <small style={{ color: tone.up }}>{say('tightened')}</small>}
      </td>
      <td data-right style={{ color: tone.text2 }}>
        {limitText(limit, limit.standard)}
      </td>
      <td data-right style={{ color: tone.text2 }}>
        {limitText(limit, limit.hardCap)}
      </td>
      <td style={{ color: tone.text2 }}>{LOOSER[limit.looser]}</td>
      <td data-right>
        <Button onClick={onChange} aria-label={say('Change: {name}', { name })} sx={{ py: 0, minWidth: 0 }}>
          {say('Change…')}
        </Button>
      </td>
    </tr>
  );
}

interface GroupRowsProps {
  readonly group: LimitGroup;
  readonly onChange: (key: string) => void;
}

function GroupRows({ group, onChange }: GroupRowsProps) {
  return (
    <tbody>
      <tr>
        <th colSpan={8} scope="rowgroup">
          {group.title}
        </th>
      </tr>
      {group.limits.map((limit) => (
        <LimitRow key={limit.key} limit={limit} onChange={() => onChange(limit.key)} />
      ))}
    </tbody>
  );
}

interface LimitsTableProps {
  readonly limits: readonly GateLimitView[];
  readonly onChange: (key: string) => void;
}

/** Every limit by group: use, value, default, hard cap, and which way it is loosened. */
export function LimitsTable({ limits, onChange }: LimitsTableProps) {
  return (
    <Scroll>
      <DataTable aria-label={say('Limits')}>
        <colgroup>
          <col style={{ width: 48 }} />
          <col />
          <col style={{ width: 100 }} />
          <col style={{ width: 94 }} />
          <col style={{ width: 96 }} />
          <col style={{ width: 126 }} />
          <col style={{ width: 66 }} />
          <col style={{ width: 92 }} />
        </colgroup>
        <thead>
          <tr>
            <th data-right>{say('Check')}</th>
            <th>{say('Limit')}</th>
            <th>{say('Used')}</th>
            <th data-right>{say('Value')}</th>
            <th data-right>{say('Default')}</th>
            <th data-right>{say('Hard cap')}</th>
            <th>{say('Looser')}</th>
            <th aria-label={say('Action')} />
          </tr>
        </thead>
        {limitGroups(limits).map((group) => (
          <GroupRows key={group.title} group={group} onChange={onChange} />
        ))}
      </DataTable>
    </Scroll>
  );
}
