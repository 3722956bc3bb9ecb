import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { formatAge } from '#renderer/ui/format-time.ts';
import { formatNumber, formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CellView } from '#shared/contract/score.ts';
import { say } from '#shared/language/words.ts';
import { absence, cellOpinion, columnName } from './cell-words.ts';
import type { Column } from './columns.ts';
import { columnValue, type SymbolRow } from './row-order.ts';

/** Its size, for placing it; the text never needs more. */
export const TOOLTIP_SIZE = { width: 236, height: 206 };

const Box = styled('div')({
  position: 'absolute',
  zIndex: 3,
  width: TOOLTIP_SIZE.width,
  padding: '10px 12px',
  background: tone.raised,
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 7,
  boxShadow: '0 8px 24px #0006',
  pointerEvents: 'none',
  fontSize: 12,
  '& header': { display: 'flex', alignItems: 'baseline', gap: 6, marginBottom: 6, fontWeight: 600 },
  '& header small': { fontWeight: 400, color: tone.text3 },
  '& header b': { marginLeft: 'auto', fontSize: 15, color: tone.king },
  '& dl': { display: 'grid', gridTemplateColumns: '1fr auto', gap: '2px 12px' },
  '& dt': { color: tone.text2 },
  '& dd': { textAlign: 'right', margin: 0 },
  '& p': { color: tone.text2, lineHeight: 1.45 },
  '& footer': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    marginTop: 8,
    paddingTop: 7,
    borderTop: `1px solid ${tone.line}`,
    color: tone.text3,
    fontSize: 11,
  },
});

interface CellTooltipProps {
  readonly row: SymbolRow;
  readonly column: Column;
  readonly left: number;
  readonly top: number;
  readonly now: number | null;
  readonly long: string;
  readonly short: string;
  /** It shows what was, of which the score alone is kept. */
  readonly past: boolean;
}

const leaning = (opinion: number): [string, ReactNode][] => {
  const side = opinion > 0 ? say('Long') : opinion < 0 ? say('Short') : say('Flat');
  return [
    [say('Direction'), `${side} ${formatNumber(opinion / 100, 2, 'always')}`],
    [say('Strength'), say('{strength} of 100', { strength: formatNumber(Math.abs(opinion), 0) })],
  ];
};

function PastFigures({ row, column }: { row: SymbolRow; column: Column }) {
  const then = columnValue(row, column);
  if (then === null) return <p>{say('No score was known then.')}</p>;
  const score = row.cells.get(column.timeframe)?.score ?? null;
  const since: [string, ReactNode] = [say('Now'), score === null ? UNKNOWN : formatNumber(score, 0, 'always')];
  return <FigureList figures={[...leaning(then), since]} />;
}

function Figures({ cell, column, now }: { cell: CellView; column: Column; now: number | null }) {
  const { opinion, confidence } = cellOpinion(cell, column);
  if (opinion === null) return null;
  const figures: [string, ReactNode][] = [
    ...leaning(opinion),
    [say('Confidence'), confidence === null ? UNKNOWN : confidence.toFixed(2)],
  ];
  if (column.kind !== 'agent') {
    figures.push([say('Change 1 h'), cell.change1h === null ? UNKNOWN : formatNumber(cell.change1h, 1, 'always')]);
    figures.push([say('Weight with data'), formatPercent(cell.completeness, 0)]);
  }
  figures.push([say('Data age'), cell.asOf === null || now === null ? UNKNOWN : formatAge(now - cell.asOf)]);
  return <FigureList figures={figures} />;
}

function FigureList({ figures }: { readonly figures: readonly [string, ReactNode][] }) {
  return <dl>{figures.map(([name, value]) => [<dt key={`${name}-n`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>;
}

function Foot({ cell, simulated, past }: { cell: CellView | undefined; simulated: boolean; past: boolean }) {
  return (
    <footer>
      {simulated && <Tag tone="sim">{say('SIMULATED')}</Tag>}
      {!past && cell?.status === 'stale' && <Tag tone="warn">{say('STALE')}</Tag>}
      {!past && cell?.veto === true && <Tag tone="down">{say('VETO')}</Tag>}
      {past ? say('click for the agents') : say('click to see why')}
    </footer>
  );
}

/** What one cell says, beside it. */
export function CellTooltip({ row, column, left, top, now, long, short, past }: CellTooltipProps) {
  const cell = row.cells.get(column.timeframe);
  const opinion = columnValue(row, column);
  const why = past ? null : absence(cell, column);
  return (
    <Box style={{ left, top }} role="tooltip">
      <header>
        {row.coin} · {columnName(column)}
        {column.kind === 'agent' && <small>{column.timeframe}</small>}
        {opinion !== null && <b style={{ color: opinion < 0 ? short : long }}>{formatNumber(opinion, 0, 'always')}</b>}
      </header>
      {past && <PastFigures row={row} column={column} />}
      {!past && cell !== undefined && <Figures cell={cell} column={column} now={now} />}
      {why !== null && <p>{say('{sentence}.', { sentence: why })}</p>}
      <Foot cell={cell} simulated={row.ticker?.provenance === 'simulated'} past={past} />
    </Box>
  );
}
