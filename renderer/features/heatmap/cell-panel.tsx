import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { contributionSheet } from '#renderer/charts/contribution-sheet.ts';
import { ContributionWaterfall } from '#renderer/charts/contribution-waterfall.tsx';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { describeError } from '#renderer/data/describe-error.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
import { formatClock } from '#renderer/ui/format-time.ts';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, type PanelSource } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CellExplanation, CellView } from '#shared/contract/score.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { AgentsPart } from './agents-part.tsx';
import { CellHistory } from './cell-history.tsx';
import { AbstainLine, FlipList } from './cell-reasons.tsx';
import { Part } from './cell-part.tsx';
import { absence, cellOpinion, columnName, directionWords } from './cell-words.ts';
import type { Column } from './columns.ts';
import type { SymbolRow } from './row-order.ts';
import { derivedWords } from './symbol-series.ts';

const ORIGIN = { from: say('Opinions of the agents on closed candles, weighed into a score'), kind: 'model' } as const;

/** The explanation of a pinned cell is asked for again this often. */
const REFRESH_MS = 3_000;

const Head = styled('header')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  height: 36,
  padding: '0 8px 0 16px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 11,
  color: tone.text3,
  whiteSpace: 'nowrap',
  '& h2': { fontSize: 12.5, fontWeight: 600, color: tone.text },
  '& button': { border: 0, background: 'none', color: tone.text3, fontSize: 15, cursor: 'pointer', padding: '2px 8px' },
});

const Figures = styled('div')({
  flex: 'none',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) repeat(4, auto)',
  columnGap: 14,
  alignItems: 'center',
  padding: '10px 16px 8px',
  '& > p': { gridColumn: '1 / -1', margin: '4px 0 0', fontSize: 11, color: tone.text3 },
  borderBottom: `1px solid ${tone.line}`,
  '& > div > small': { display: 'block', fontSize: 11, color: tone.text3, whiteSpace: 'nowrap' },
  '& > div > b': { fontSize: 13.5, fontWeight: 600 },
  '& > div > strong': { display: 'block', fontSize: 38, lineHeight: 1.1, fontWeight: 600, letterSpacing: '-0.02em' },
});

const Scroll = styled('div')({ flex: 1, minHeight: 0, overflowY: 'auto', display: 'flex', flexDirection: 'column' });

const Foot = styled('footer')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '10px 16px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11,
  color: tone.text3,
});

interface CellPanelProps {
  readonly row: SymbolRow;
  readonly column: Column;
  readonly scale: SignalScale;
  readonly now: number | null;
  readonly onClose: () => void;
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <small>{name}</small>
      <b>{value}</b>
    </div>
  );
}

function sideWords(score: number, threshold: number): string {
  const side = score > 0 ? 'long' : score < 0 ? 'short' : 'flat';
  const bar = formatNumber(score < 0 ? -threshold : threshold, 0, 'always');
  return Math.abs(score) >= threshold
    ? say('{side, select, long {long} short {short} other {flat}}, beyond the bar of {bar}', { side, bar })
    : say('{side, select, long {long} short {short} other {flat}}, entry bar is {bar}', { side, bar });
}

interface HeadFiguresProps {
  readonly cell: CellView;
  readonly column: Column;
  readonly threshold: number | null;
  readonly scale: SignalScale;
}

/** What stands below the large figure: the side, and for the score the bar of an entry. */
function underWords(opinion: number | null, column: Column, threshold: number | null): string {
  if (opinion === null) return say('no opinion');
  if (column.kind === 'agent') return directionWords(opinion);
  return threshold === null ? say('no score') : sideWords(opinion, threshold);
}

function HeadFigures({ cell, column, threshold, scale }: HeadFiguresProps) {
  const { opinion, confidence } = cellOpinion(cell, column);
  const colour =
    opinion === null ? tone.text3 : (scale.colours[opinion < 0 ? 0 : scale.colours.length - 1] ?? tone.text);
  const change = column.kind === 'agent' ? null : cell.change1h;
  const signed = (value: number | null, decimals: number): string =>
    value === null ? UNKNOWN : formatNumber(value, decimals, 'always');
  return (
    <Figures>
      <div>
        <strong style={{ color: colour }}>{signed(opinion, 1)}</strong>
        <small>{underWords(opinion, column, threshold)}</small>
      </div>
      <Figure name={say('Direction')} value={signed(opinion === null ? null : opinion / 100, 2)} />
      <Figure name={say('Strength')} value={opinion === null ? UNKNOWN : formatNumber(Math.abs(opinion), 0)} />
      <Figure name={say('Confidence')} value={confidence === null ? UNKNOWN : confidence.toFixed(2)} />
      <Figure name="1 h" value={signed(change, 1)} />
      {opinion !== null && <p>{derivedWords(opinion)}</p>}
    </Figures>
  );
}

type ReasonsProps = Omit<CellPanelProps, 'onClose'> & { readonly found: CellExplanation };

function Reasons({ found, row, column, scale, now }: ReasonsProps) {
  const { score, threshold } = found;
  if (score === null) return <EmptyNote title={say('There is no score here')}>{told(found.sentence)}</EmptyNote>;
  const sheet = contributionSheet(score, true);
  const colours = { gain: scale.colours.at(-1) ?? '', loss: scale.colours[0] ?? '' };
  return (
    <>
      <Part>
        <h3>
          {say('What makes {score}', { score: formatNumber(sheet.totalTenths / 10, 1, 'always') })}
          <small>{say('opinion × weight = points')}</small>
        </h3>
        <ContributionWaterfall
          compact
          sheet={sheet}
          bar={score.score < 0 ? -threshold : threshold}
          now={now}
          colours={colours}
        />
      </Part>
      <AbstainLine sheet={sheet} completeness={score.completeness} />
      <Part>
        <h3>{say('What would change it')}</h3>
        <FlipList found={found} />
      </Part>
      <AgentsPart row={row} column={column} />
      <CellHistory found={found} coin={row.coin} scale={scale} />
    </>
  );
}

/** The latest signal on a symbol and timeframe; null when there was none lately. */
export function useLatestSignal(symbol: string | null, timeframe: string | null): string | null {
  const signals = useRows('signals').rows;
  let latest: { readonly key: string; readonly at: number } | null = null;
  for (const signal of signals) {
    if (signal.symbol !== symbol || signal.timeframe !== timeframe) continue;
    if (latest === null || signal.at > latest.at) latest = signal;
  }
  return latest?.key ?? null;
}

function PanelFoot({ row, column }: Pick<CellPanelProps, 'row' | 'column'>) {
  const signal = useLatestSignal(row.symbol, column.timeframe);
  const explain = useExplain();
  return (
    <Foot>
      {signal === null ? (
        <span>
          {say('No signal on {coin} · {timeframe} among the latest.', { coin: row.coin, timeframe: column.timeframe })}
        </span>
      ) : (
        <Button
          variant="contained"
          onClick={() => explain.open(signal)}
          endIcon={<Kbd style={{ color: 'inherit' }}>E</Kbd>}
        >
          {say('Full explanation of the latest signal')}
        </Button>
      )}
    </Foot>
  );
}

interface PanelHeadProps {
  readonly row: SymbolRow;
  readonly column: Column;
  readonly cell: CellView | undefined;
  readonly onClose: () => void;
}

function PanelHead({ row, column, cell, onClose }: PanelHeadProps) {
  const asOf = cell?.asOf ?? null;
  return (
    <Head>
      <h2>
        {row.coin} · {column.timeframe}
      </h2>
      {column.kind === 'agent' && <Tag tone="info">{columnName(column)}</Tag>}
      {row.ticker?.provenance === 'simulated' && <Tag tone="sim">{say('SIMULATED')}</Tag>}
      {cell?.status === 'stale' && <Tag tone="warn">{say('STALE')}</Tag>}
      {cell?.veto === true && <Tag tone="down">{say('VETO')}</Tag>}
      <span style={{ marginLeft: 'auto' }}>
        {asOf === null ? say('not scored') : say('scored {time} UTC', { time: formatClock(asOf) })}
      </span>
      <PanelOrigin />
      <button type="button" aria-label={say('Close the panel')} onClick={onClose}>
        ×
      </button>
    </Head>
  );
}

/** The explanation of a cell, asked for again and again while it is shown; null until the one of this cell came. */
function useExplanation(row: SymbolRow, column: Column) {
  const query = useQuery({
    ...useApi().scores.explain.queryOptions({ input: { symbol: row.symbol, timeframe: column.timeframe } }),
    refetchInterval: REFRESH_MS,
    enabled: row.cells.has(column.timeframe),
  });
  return { found: query.data ?? null, error: query.isError ? describeError(query.error) : null };
}

interface CellPanelFullProps extends CellPanelProps {
  readonly source: PanelSource;
}

const originOf = (cell: CellView | undefined) => ({ ...ORIGIN, asOf: cell?.asOf ?? null });

/** Why one cell is the colour it is. */
export function CellPanel({ row, column, scale, now, source, onClose }: CellPanelFullProps) {
  const cell = row.cells.get(column.timeframe);
  const { found, error } = useExplanation(row, column);
  // The panel shows one moment: the cell that came with the explanation, so that head and waterfall tell the same score.
  const shown = found?.cell ?? cell;
  return (
    <Panel
      label={say('Why {coin} {timeframe}', { coin: row.coin, timeframe: column.timeframe })}
      origin={originOf(shown)}
      source={source}
      header={<PanelHead row={row} column={column} cell={shown} onClose={onClose} />}
    >
      {shown !== undefined && (
        <HeadFigures cell={shown} column={column} threshold={found?.threshold ?? null} scale={scale} />
      )}
      <Scroll>
        {found !== null && <Reasons found={found} row={row} column={column} scale={scale} now={now} />}
        {found === null && error === null && <LoadingRows rows={6} />}
        {found === null && error !== null && (
          <EmptyNote title={say('No explanation')}>
            {absence(cell, column) ?? `${error.code}: ${error.sentence}`}
          </EmptyNote>
        )}
      </Scroll>
      <PanelFoot row={row} column={column} />
    </Panel>
  );
}
