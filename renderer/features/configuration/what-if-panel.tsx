import { styled } from '@mui/material/styles';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SettingsSectionView, WhatIfView } from '#shared/contract/settings.ts';

import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import type { DraftChange } from './draft.ts';
import { rankText, scoreText } from './setting-words.ts';
import { isCompared, useWhatIf } from './use-configuration.ts';

const ORIGIN = {
  from: say('The ranking of the portfolio manager, worked out again with what is typed'),
  kind: 'model',
} as const;

type Row = WhatIfView['rows'][number];

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& tbody tr': { height: 26 },
  '& tr[data-held=false] td': { color: tone.text3 },
  '& .up': { color: tone.up },
  '& .down': { color: tone.down },
  '& p': { padding: '8px 16px', fontSize: 11, color: tone.text3, lineHeight: 1.45 },
});

/** How many places a symbol climbs: positive up; null when one of the places is not known. */
export const climbOf = ({ before, after }: Pick<Row, 'before' | 'after'>): number | null =>
  before.rank === null || after.rank === null ? null : before.rank - after.rank;

function Climb({ row }: { readonly row: Row }) {
  const climb = climbOf(row);
  if (climb === null || climb === 0) return <span aria-label={say('same place')}>·</span>;
  const places = Math.abs(climb);
  return climb > 0 ? (
    <span className="up" aria-label={say('up {places, plural, one {# place} other {# places}}', { places })}>
      ▲ {climb}
    </span>
  ) : (
    <span className="down" aria-label={say('down {places, plural, one {# place} other {# places}}', { places })}>
      ▼ {-climb}
    </span>
  );
}

function Verdict({ row: { heldBefore, heldAfter, missing } }: { readonly row: Row }) {
  if (heldAfter && !heldBefore) return <Tag tone="up">{say('ENTERS')}</Tag>;
  if (heldBefore && !heldAfter) return <Tag tone="down">{say('LEAVES')}</Tag>;
  return missing === null ? null : <Tag title={told(missing)}>{say('NO SCORE')}</Tag>;
}

function Ranking({ view }: { readonly view: WhatIfView }) {
  const grouped = view.section !== 'scoring';
  return (
    <Scroll tabIndex={0} role="group" aria-label={say('Ranking before and after')}>
      <DataTable aria-label={say('Ranking before and after')}>
        <thead>
          <tr>
            <th data-right>{say('Now')}</th>
            <th data-right>{say('Then')}</th>
            <th aria-label={say('Change of place')} />
            <th>{say('Symbol')}</th>
            <th data-right>{say('Score')}</th>
            <th aria-label={say('What happens')} />
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.symbol} data-held={!grouped || row.heldAfter}>
              <td data-right>{rankText(row.before.rank)}</td>
              <td data-right style={{ fontWeight: 600 }}>
                {rankText(row.after.rank)}
              </td>
              <td>
                <Climb row={row} />
              </td>
              <td>{row.symbol.replace(/USDTM$/, '')}</td>
              <td data-right title={say('{score} now', { score: scoreText(row.before.score) })}>
                {scoreText(row.after.score)}
              </td>
              <td>
                <Verdict row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p>{told(view.sentence)}</p>
    </Scroll>
  );
}

function headNote(view: WhatIfView | undefined, change: DraftChange): string {
  if (change.count === 0) return say('nothing changed yet');
  if (!change.sound) return say('something cannot be saved');
  if (view === undefined) return '';
  const moved = view.rows.filter((row) => climbOf(row) !== 0).length;
  return say(
    '{moved, plural, one {# symbol moves} other {# symbols move}}, {enters, plural, one {# enters} other {# enter}}',
    { moved, enters: view.enters.length },
  );
}

function Compared({
  section,
  change,
}: {
  readonly section: 'scoring' | 'ranking' | 'portfolio';
  readonly change: DraftChange;
}) {
  const asked = useWhatIf(section, change.sound ? change.values : {});
  const view = asked.data;
  return (
    <Panel
      label={say('What if')}
      origin={ORIGIN}
      source={querySource(asked)}
      header={
        <PanelHead title={say('What if')} note={headNote(view, change)}>
          <Tag tone="sim">{say('NOT SAVED')}</Tag>
        </PanelHead>
      }
    >
      {view === undefined && <LoadingRows rows={8} />}
      {view?.rows.length === 0 && <EmptyNote title={say('Nothing to compare')}>{told(view.sentence)}</EmptyNote>}
      {view !== undefined && view.rows.length > 0 && <Ranking view={view} />}
    </Panel>
  );
}

interface WhatIfPanelProps {
  readonly section: SettingsSectionView;
  readonly change: DraftChange;
}

/** The ranking before and after what is typed, before it is saved. */
export function WhatIfPanel({ section: { name }, change }: WhatIfPanelProps) {
  if (isCompared(name)) return <Compared key={name} section={name} change={change} />;
  return (
    <Panel label={say('What if')} origin={ORIGIN} header={<PanelHead title={say('What if')} />}>
      <EmptyNote title={say('No ranking follows from this')}>
        {say('A change here holds for the next decisions and moves no symbol of the ranking.')}
      </EmptyNote>
    </Panel>
  );
}
