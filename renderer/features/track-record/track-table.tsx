import { styled } from '@mui/material/styles';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatNumber, formatPercent, formatR, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { TrackRow } from '#shared/contract/signal-management.ts';
import { say } from '#shared/language/words.ts';
import { HitBar } from './hit-bar.tsx';
import { nextTrackSort, type TrackColumn, type TrackSort } from './track-filter.ts';
import { baseLineOf, kindOf, tooFew, verdictOf, whoName } from './track-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 40 },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tbody tr[data-chosen=true]': { background: tone.kingSoft, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& th button, & td button': { border: 0, padding: 0, background: 'none', cursor: 'pointer', textAlign: 'inherit' },
  '& th button': { color: 'inherit', fontSize: 11 },
  '& th button:hover, & th[aria-sort] button': { color: tone.king },
  '& td button': { color: tone.text, fontWeight: 600, fontSize: 12.5 },
  '& td button:hover': { color: tone.king },
  '& .few': { color: tone.text3 },
  '& .rate': { display: 'grid', gridTemplateColumns: 'minmax(60px, 1fr) 118px', columnGap: 10, alignItems: 'center' },
});

const HEADS: readonly { readonly by: TrackColumn; readonly label: string; readonly width: string; title: string }[] = [
  { by: 'who', label: say('Who'), width: '23%', title: say('The score, the agents, the sources') },
  { by: 'n', label: say('Cases'), width: '9%', title: say('Signals whose outcome is known') },
  {
    by: 'rate',
    label: say('Hit rate, 95 % interval; dotted: break-even, all agents'),
    width: '38%',
    title: say('Share that was right after costs'),
  },
  { by: 'meanR', label: say('Mean R'), width: '10%', title: say('Mean result after costs of what followed it') },
  {
    by: 'brier',
    label: say('Brier'),
    width: '8%',
    title: say('Mean squared error of the forecast; smaller is better'),
  },
  {
    by: 'calibrationError',
    label: say('Cal. error'),
    width: '12%',
    title: say('Mean distance between forecast and outcome'),
  },
];

const sortOf = (sort: TrackSort | null, by: TrackColumn) =>
  sort?.by === by ? (sort.falling ? 'descending' : 'ascending') : undefined;

function Head({ sort, onSort }: { readonly sort: TrackSort | null; readonly onSort: TrackTableProps['onSort'] }) {
  return (
    <thead>
      <tr>
        {HEADS.map(({ by, label, width, title }) => (
          <th key={by} scope="col" style={{ width }} data-right={isRight(by) || undefined} aria-sort={sortOf(sort, by)}>
            <button
              type="button"
              title={say('{meaning}. Click to sort.', { meaning: title })}
              onClick={() => onSort(nextTrackSort(sort, by))}
            >
              {label}
              {sort?.by === by && (sort.falling ? ' ▾' : ' ▴')}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

const isRight = (by: TrackColumn): boolean => by !== 'who' && by !== 'rate';

const KIND_WORDS = {
  score: say('composite of all agents'),
  agent: say('agent'),
  source: say('source of signals'),
} as const;

function Rate({ row, allAgents }: { readonly row: TrackRow; readonly allAgents: number | null }) {
  const { reliability, n } = row.figures;
  if (reliability === null) return <span className="few">{tooFew(n)}</span>;
  const line = baseLineOf(row, allAgents);
  const verdict = verdictOf(row.figures, line);
  return (
    <div className="rate">
      <HitBar rate={reliability} line={line} />
      <span>
        <b>{formatPercent(reliability.rate, 1)}</b>{' '}
        <span style={{ color: tone.text2 }}>
          {formatNumber(reliability.lower * 100, 1)}–{formatNumber(reliability.upper * 100, 1)}
        </span>
        {verdict !== null && <small style={{ color: verdictColour[verdict.tone] ?? tone.text3 }}>{verdict.word}</small>}
      </span>
    </div>
  );
}

const verdictColour: Readonly<Partial<Record<string, string>>> = { up: tone.up, down: tone.down };

function Figures({ row }: { readonly row: TrackRow }) {
  const { meanR, followed, brier, calibrationError, miscalibrated, forecasts } = row.figures;
  return (
    <>
      <td data-right title={say('{cases, plural, one {# case} other {# cases}} followed it', { cases: followed })}>
        <span style={{ color: meanR === null ? tone.text3 : meanR < 0 ? tone.down : tone.up }}>{formatR(meanR)}</span>
      </td>
      <td data-right title={say('{forecasts, plural, one {# forecast} other {# forecasts}}', { forecasts })}>
        {brier === null ? UNKNOWN : formatNumber(brier, 3)}
      </td>
      <td data-right>
        {calibrationError === null ? UNKNOWN : formatNumber(calibrationError, 3)}
        {miscalibrated === true && <small style={{ color: tone.warn }}>{say('beyond chance')}</small>}
      </td>
    </>
  );
}

interface TrackTableProps {
  readonly rows: readonly TrackRow[];
  /** Hit rate of all agents together; null under 100 cases. */
  readonly allAgents: number | null;
  readonly chosen: string | null;
  readonly onChoose: (who: string) => void;
  readonly sort: TrackSort | null;
  readonly onSort: (sort: TrackSort | null) => void;
}

/** Everybody's record, one line each. */
export function TrackTable({ rows, allAgents, chosen, onChoose, sort, onSort }: TrackTableProps) {
  return (
    <Scroll>
      <DataTable aria-label={say('Track record')}>
        <Head sort={sort} onSort={onSort} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-chosen={row.who === chosen} onClick={() => onChoose(row.who)}>
              <td>
                <button type="button" aria-pressed={row.who === chosen} onClick={() => onChoose(row.who)}>
                  {whoName(row.who)}
                </button>
                <small>{row.who === 'agents' ? say('every vote of every agent') : KIND_WORDS[kindOf(row.who)]}</small>
              </td>
              <td data-right>{formatCount(row.figures.n)}</td>
              <td>
                <Rate row={row} allAgents={allAgents} />
              </td>
              <Figures row={row} />
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
