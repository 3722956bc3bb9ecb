import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Facts, SettingsPage } from '#renderer/ui/settings-page.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import type { StatusView } from '#shared/contract/system.ts';
import { MODE_WORDS } from '#renderer/ui/trading-words.ts';
import { say } from '#shared/language/words.ts';
import licences from './licences.json';

const ORIGIN = { from: say('The journal, as the host counted and verified it'), kind: 'measured' } as const;

const Find = styled('input')({
  height: 24,
  width: 180,
  padding: '0 8px',
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 5,
  background: tone.bg,
  color: tone.text,
  fontSize: 12,
});

const Scroll = styled('div')({ overflow: 'auto', maxHeight: 'calc(100vh - 190px)' });

function journalWords({ records, integrity, readOnly }: StatusView['journal']): string {
  const parts = [
    say('{records, plural, one {# record} other {# records}}', { records }),
    integrity === 'verified' ? say('verified') : say('broken'),
    ...(readOnly ? [say('read only')] : []),
  ];
  return parts.join(', ');
}

function Program() {
  const source = useRow('status');
  const folder = useRow('backup').row?.dataFolder;
  const { row } = source;
  return (
    <Panel label="Zmart Workstation" origin={ORIGIN} source={source} header={<PanelHead title="Zmart Workstation" />}>
      {row === null ? (
        <LoadingRows rows={6} />
      ) : (
        <Facts>
          <dt>{say('Version')}</dt>
          <dd>{row.version}</dd>
          <dt>{say('Mode')}</dt>
          <dd>
            {row.simulated ? say('{mode}, fills are simulated', { mode: MODE_WORDS[row.mode] }) : MODE_WORDS[row.mode]}
          </dd>
          <dt>{say('Running since')}</dt>
          <dd>{formatMoment(row.startedAt)} UTC</dd>
          <dt>{say('Data folder')}</dt>
          <dd>{folder ?? '–'}</dd>
          <dt>{say('Journal')}</dt>
          <dd>{journalWords(row.journal)}</dd>
          <dt>{say('Verified')}</dt>
          <dd>{formatMoment(row.journal.verifiedAt)} UTC</dd>
          <dt>{say('Head of the chain')}</dt>
          <dd>
            <code>{row.journal.head.slice(0, 16)}…</code>
          </dd>
        </Facts>
      )}
    </Panel>
  );
}

/** What the program is, where its data are, and what it is made of. */
export function AboutScreen() {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = licences.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted));
  const head = (
    <PanelHead
      title={say('Packages it is made of')}
      note={say('{count, plural, one {# package} other {# packages}}', { count: licences.length })}
    >
      <Find
        aria-label={say('Find a package or licence')}
        placeholder={say('Find a package or licence')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </PanelHead>
  );
  return (
    <SettingsPage columns="minmax(0, 420px) minmax(0, 1fr)">
      <Program />
      <Panel ageing="never" label={say('Bundled packages')} header={head}>
        {shown.length === 0 ? (
          <EmptyNote title={say('No such package')}>
            {say('Nothing in the program is called “{text}”.', { text })}
          </EmptyNote>
        ) : (
          <Scroll tabIndex={0} role="region" aria-label={say('List of packages')}>
            <DataTable aria-label={say('Packages')}>
              <thead>
                <tr>
                  <th>{say('Package')}</th>
                  <th>{say('Version')}</th>
                  <th>{say('Licence')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ name, version, licence }) => (
                  <tr key={`${name}@${version}`} style={{ height: rowHeight(28) }}>
                    <td data-verbatim>{name}</td>
                    <td>{version}</td>
                    <td>{licence}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          </Scroll>
        )}
      </Panel>
    </SettingsPage>
  );
}
