import { styled } from '@mui/material/styles';
import type { KeyboardEvent } from 'react';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ProtectionView } from '#shared/contract/protections.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { figureWords, INPUT_WORDS, protectionState, SCOPE_WORDS } from './protection-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 44, cursor: 'pointer' },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tbody tr[aria-selected=true]': { background: tone.cell, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& tbody tr:focus-visible': { outlineOffset: -2 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& small': { whiteSpace: 'normal', overflowWrap: 'anywhere' },
  '& tbody td': { paddingTop: 5, paddingBottom: 5 },
});

interface RowProps {
  readonly protection: ProtectionView;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Row({ protection, chosen, onChoose }: RowProps) {
  const { key, watches, scope, params, locks, changed, apart } = protection;
  const what = told(protection.what);
  const state = protectionState(protection);
  return (
    <tr data-protection={key} aria-selected={chosen} tabIndex={chosen ? 0 : -1} onClick={onChoose} onFocus={onChoose}>
      <td title={what}>
        <span style={{ fontWeight: 600 }}>{told(protection.title)}</span>
        <small>{what}</small>
      </td>
      <td style={{ color: tone.text2 }}>{INPUT_WORDS[watches]}</td>
      <td style={{ color: tone.text2 }}>{SCOPE_WORDS[scope]}</td>
      <td title={figureWords(params)}>
        {figureWords(params)}
        {(changed || apart.length > 0) && (
          <small>
            {[
              ...(changed ? [say('set by hand')] : []),
              ...(apart.length > 0
                ? [say('{count, plural, one {# target} other {# targets}} apart', { count: apart.length })]
                : []),
            ].join(', ')}
          </small>
        )}
      </td>
      <td>
        <Tag tone={state.tone}>{state.word}</Tag>
        {locks.length > 0 && (
          <small title={locks.map(({ target }) => target).join(', ')}>
            {locks.length === 1
              ? locks[0]?.target
              : say('{count, plural, one {# target} other {# targets}}', { count: locks.length })}
          </small>
        )}
      </td>
    </tr>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

interface ProtectionsTableProps {
  readonly rows: readonly ProtectionView[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

/** The protections; one is chosen, and the panel beside shows all of it. */
export function ProtectionsTable({ rows, chosen, onChoose }: ProtectionsTableProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = rows.findIndex(({ key }) => key === chosen);
    const next = Math.max(0, Math.min(rows.length - 1, at + step));
    event.currentTarget.querySelectorAll('tr')[next]?.focus();
  };
  return (
    <Scroll>
      <DataTable role="grid" aria-label={say('Protections')}>
        <colgroup>
          <col style={{ width: '29%' }} />
          <col style={{ width: 122 }} />
          <col style={{ width: 150 }} />
          <col />
          <col style={{ width: 104 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Protection')}</th>
            <th>{sayAs('it watches', 'Watches')}</th>
            <th>{sayAs('it locks', 'Locks')}</th>
            <th>{say('Figures')}</th>
            <th>{say('State')}</th>
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {rows.map((protection) => (
            <Row
              key={protection.key}
              protection={protection}
              chosen={protection.key === chosen}
              onChoose={() => onChoose(protection.key)}
            />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
