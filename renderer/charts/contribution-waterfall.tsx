import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { formatAge } from '#renderer/ui/format-time.ts';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { withinSentence } from '#renderer/ui/within-sentence.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { AGENT_NAMES } from './agent-names.ts';
import type { ContributionRow, ContributionSheet } from './contribution-sheet.ts';
import { WaterfallBars } from './waterfall-bars.tsx';

const ROW = 22;

const Sheet = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'auto auto auto minmax(48px, 1fr) auto auto',
  columnGap: 12,
  '&[data-compact=true]': { columnGap: 8 },
  fontSize: 12,
  whiteSpace: 'nowrap',
  '& ul': { margin: 0, padding: 0, listStyle: 'none' },
  '& li': { height: ROW, display: 'flex', alignItems: 'center', gap: 6 },
  '& [data-right] li': { justifyContent: 'flex-end' },
  '& li:first-of-type': { fontSize: 11, color: tone.text3 },
  '& li:last-of-type': { fontWeight: 600, borderTop: `1px solid ${tone.line}` },
  '& small': { fontSize: 11, color: tone.text3, fontWeight: 400 },
  '& .quiet': { color: tone.text2 },
  '& .age': { color: tone.text3, fontSize: 11 },
});

const Bars = styled('div')({
  minWidth: 0,
  '& > p': { height: ROW, fontSize: 11, color: tone.text3, textAlign: 'right' },
});

interface ContributionWaterfallProps {
  readonly sheet: ContributionSheet;
  /** Where the entry bar lies for this side; drawn dashed. */
  readonly bar: number;
  /** The clock the ages are measured against; null when not known. */
  readonly now: number | null;
  readonly colours: { readonly gain: string; readonly loss: string };
  /** For a narrow place: shorter names, less air. */
  readonly compact?: boolean;
}

interface ColumnProps {
  readonly head: ReactNode;
  readonly rows: readonly ContributionRow[];
  readonly cell: (row: ContributionRow) => ReactNode;
  readonly foot: ReactNode;
  readonly right?: boolean;
  readonly className?: string;
}

function Column({ head, rows, cell, foot, right = true, className }: ColumnProps) {
  return (
    <ul data-right={right || undefined} className={className}>
      <li>{head}</li>
      {rows.map((row) => (
        <li key={row.id}>{cell(row)}</li>
      ))}
      <li>{foot}</li>
    </ul>
  );
}

function rowName(row: ContributionRow, compact: boolean): ReactNode {
  const { middle, long } = AGENT_NAMES[row.agent];
  if (row.evidence === null) return compact ? middle : long;
  const evidence = told(row.evidence);
  const name = evidence.charAt(0).toUpperCase() + evidence.slice(1);
  if (compact) return <span title={long}>{name}</span>;
  return (
    <>
      {name} <small>{withinSentence(long)}</small>
    </>
  );
}

/** Opinion × weight = points, row by row, with the sum below: what is printed adds up, or it says that it does not. */
export function ContributionWaterfall({ sheet, bar, now, colours, compact = false }: ContributionWaterfallProps) {
  const { rows, totalTenths, addsUp } = sheet;
  const entry = { points: formatNumber(bar, 0, 'always') };
  const weight = rows.reduce((sum, row) => sum + row.weight, 0);
  return (
    <Sheet role="group" aria-label={say('What makes the score')} data-compact={compact}>
      <Column head="" rows={rows} cell={(row) => rowName(row, compact)} foot={say('Score')} right={false} />
      <Column
        head={say('opinion')}
        rows={rows}
        className="quiet"
        cell={(row) => formatNumber(row.opinion, 1, 'always')}
        foot=""
      />
      <Column
        head={say('weight')}
        rows={rows}
        className="quiet"
        cell={(row) => formatNumber(row.weight * 100, 1)}
        foot={formatNumber(weight * 100, 1)}
      />
      <Bars>
        <p>{compact ? say('bar {points}', entry) : say('entry bar {points}', entry)}</p>
        <WaterfallBars points={rows.map(({ tenths }) => tenths / 10)} rowHeight={ROW} marks={[bar]} colours={colours} />
      </Bars>
      <Column
        head={say('points')}
        rows={rows}
        cell={(row) => <b style={{ fontWeight: 600 }}>{formatNumber(row.tenths / 10, 1, 'always')}</b>}
        foot={formatNumber(totalTenths / 10, 1, 'always')}
      />
      <Column
        head={say('age')}
        rows={rows}
        className="age"
        cell={(row) => (now === null ? UNKNOWN : formatAge(now - row.asOf))}
        foot={
          <span style={{ color: addsUp ? tone.up : tone.down, fontSize: 11 }}>
            {addsUp ? say('adds up') : say('does not add up')}
          </span>
        }
      />
    </Sheet>
  );
}
