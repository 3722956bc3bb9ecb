import { styled } from '@mui/material/styles';
import type { SlotView } from '#shared/contract/portfolio-manager.ts';
import { sparkPoints } from '#renderer/charts/spark-points.ts';
import { resultTone } from '#renderer/ui/delta.tsx';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import {
  changeWords,
  ORDINARY_PART,
  PART_NAMES,
  PART_WORDS,
  partWords,
  scoreWords,
  trendSpan,
  type PartName,
} from './slot-words.ts';
import type { TableFold } from './table-layout.ts';
import { LiveFigure, Unseen } from './table-parts.tsx';

/** What slots and bench share: a score with its parts and its past. */
export type Scored = Pick<SlotView, 'key' | 'score' | 'scoreAsOf' | 'stale' | 'parts' | 'trend'>;

const Part = styled('span')({
  display: 'block',
  fontSize: 12,
  textAlign: 'right',
  '& > i': { display: 'block', height: 3, marginTop: 3, borderRadius: 2, background: tone.track },
  '& > i > i': { display: 'block', height: 3, borderRadius: 2 },
});

const Segments = styled('span')({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, 1fr)',
  gap: 3,
});

interface PartCellProps {
  readonly row: Scored;
  readonly name: PartName;
  readonly now: number;
}

function PartFigure({ row, name, now }: PartCellProps) {
  const value = row.parts[name];
  const colour = row.stale ? tone.ind2 : (value ?? 0) >= ORDINARY_PART ? tone.king : tone.ind3;
  return (
    <Part title={partWords(name, value, row.scoreAsOf, now)}>
      {value === null ? UNKNOWN : formatNumber(value, 0)}
      <i>{value !== null && <i style={{ width: `${String(value)}%`, background: colour }} />}</i>
    </Part>
  );
}

/** The four parts: a column each, or one cell of four segments. */
export function PartCells({
  row,
  fold,
  now,
}: {
  readonly row: Scored;
  readonly fold: TableFold;
  readonly now: number;
}) {
  if (fold !== 'small')
    return PART_NAMES.map((name) => (
      <td key={name}>
        <PartFigure row={row} name={name} now={now} />
      </td>
    ));
  return (
    <td>
      <Segments>
        {PART_NAMES.map((name) => (
          <span key={name}>
            <Unseen>{PART_WORDS[name].long} </Unseen>
            <PartFigure row={row} name={name} now={now} />
          </span>
        ))}
      </Segments>
    </td>
  );
}

interface SparkProps {
  readonly row: Scored;
  readonly width: number;
}

const HEIGHT = 24;

/** The score of the last days; dotted: where it began, the point: where it is. */
function ScoreSpark({ row: { key, trend }, width }: SparkProps) {
  const known = trend.score.filter((value) => value !== null);
  const points = sparkPoints(known, width, HEIGHT);
  const [start] = points.split(' ');
  const end = points.split(' ').at(-1);
  const startY = start?.split(',')[1];
  const [endX, endY] = end?.split(',') ?? [];
  const span = trendSpan(trend);
  const from = known[0];
  const label =
    span === null || from === undefined
      ? say('No past score of {symbol} is known yet', { symbol: key })
      : say('Score of {symbol} over {span}: from {from} to {to}', {
          symbol: key,
          span,
          from: formatNumber(from, 1),
          to: formatNumber(known.at(-1) ?? from, 1),
        });
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label} style={{ display: 'block' }}>
      {points !== '' && (
        <>
          <line x1={0} x2={width} y1={startY} y2={startY} stroke={tone.hatch} strokeDasharray="1.5 3" />
          <polyline points={points} fill="none" stroke={tone.king} strokeWidth={1.2} strokeLinejoin="round" />
          <circle cx={endX} cy={endY} r={1.9} fill={tone.text} />
        </>
      )}
    </svg>
  );
}

/** Score, its line, and how far it came. */
export function ScoreCells({ row, now, wide }: { readonly row: Scored; readonly now: number; readonly wide: boolean }) {
  const change = changeWords(row, now);
  const span = trendSpan(row.trend);
  const old = row.stale || row.score === null;
  return (
    <>
      <td
        data-right
        style={{ fontSize: row.score === null ? 11 : 15, fontWeight: 600, color: old ? tone.text3 : tone.text }}
      >
        <LiveFigure text={scoreWords(row.score)} />
      </td>
      <td>
        <ScoreSpark row={row} width={wide ? 72 : 56} />
      </td>
      <td
        data-right
        style={{
          color: row.stale ? tone.text3 : change.sign === 0 ? tone.text2 : resultTone(change.sign),
          fontWeight: 500,
        }}
        title={
          row.stale
            ? say('Age of the score: too old to act on')
            : span === null
              ? say('No past score yet')
              : say('Over {span}', { span })
        }
      >
        {change.text}
        {row.stale && <small>{say('stale')}</small>}
      </td>
    </>
  );
}
