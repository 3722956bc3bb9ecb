import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { CorrelationView } from '#shared/contract/portfolio-figures.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { countWords, pairCell, pairRows, pairText, shadeOf } from './correlation-shade.ts';

const ORIGIN = { from: say('Returns of stored candles, compared pair by pair'), kind: 'model' } as const;

const PERIOD_MS = 30_000;
/** Names beyond this are left out of the picture; the table has them all. */
const MOST = 14;

const Grid = styled('table')({
  borderCollapse: 'separate',
  borderSpacing: 1.5,
  tableLayout: 'fixed',
  width: '100%',
  height: '100%',
  fontSize: 10.5,
  '& th': { fontWeight: 500, color: tone.text2, whiteSpace: 'nowrap', padding: 0 },
  '& thead th': { height: 18, fontSize: 10.5 },
  '& tbody th': { textAlign: 'right', paddingRight: 5 },
  '& th[data-going=true]': { color: tone.ember, fontWeight: 600 },
  '& th[data-hot=true]': { color: tone.king, fontWeight: 700 },
  '& td': { padding: 0, textAlign: 'center', color: tone.text, borderRadius: 2, outlineOffset: -2 },
  '& td[data-cap=true]': { outline: `2px solid ${tone.warn}`, fontWeight: 700 },
  '& td[data-gap], & tr[data-gap] td, & th[data-gap]': { background: 'none' },
});

const Foot = styled('p')({
  flex: 'none',
  padding: '4px 12px 8px',
  fontSize: 11,
  lineHeight: '15px',
  color: tone.text2,
  '& i': {
    display: 'inline-block',
    width: 10,
    height: 10,
    marginRight: 6,
    borderRadius: 2,
    border: `2px solid ${tone.warn}`,
    verticalAlign: -1,
  },
});

interface MatrixProps {
  readonly view: CorrelationView;
  readonly coinOf: (symbol: string) => string;
  /** Slots that are first to go. */
  readonly going: ReadonlySet<string>;
  readonly hot: ReadonlySet<string>;
  readonly onHot: (symbols: readonly string[]) => void;
}

/** Index of each column; −1 is the gap between slots and bench. */
function places({ symbols, slots }: CorrelationView): readonly number[] {
  const shown = symbols.slice(0, MOST).map((_, index) => index);
  return shown.length > slots && slots > 0 ? [...shown.slice(0, slots), -1, ...shown.slice(slots)] : shown;
}

interface CellProps {
  readonly view: CorrelationView;
  readonly row: number;
  readonly column: number;
  readonly onHot: MatrixProps['onHot'];
}

function Cell({ view, row, column, onHot }: CellProps) {
  const { symbols, cap, least } = view;
  const cell = pairCell(view, row, column);
  if (cell === null) return <td style={{ background: tone.track }} aria-label={say('itself')} />;
  const [a, b] = [symbols[row] ?? '', symbols[column] ?? ''];
  const span = cell.window === 'hours' ? say('1 h, 11 days') : say('15 min, last 24 h');
  const { value, n } = cell;
  const title = say('{a} and {b}, {span}: {figure}', {
    a,
    b,
    span,
    figure: value === null ? say('n {n}, needs {least}', { n, least }) : `${formatNumber(value, 3)}, n ${String(n)}`,
  });
  const share = value === null ? 0 : shadeOf(value);
  return (
    <td
      title={title}
      data-cap={cell.window === 'hours' && value !== null && value >= cap}
      style={{ background: `color-mix(in srgb, ${tone.king} ${String(Math.round(share * 62))}%, ${tone.cell})` }}
      onMouseEnter={() => onHot([a, b])}
    >
      {value === null ? '' : pairText(value)}
    </td>
  );
}

function Matrix({ view, coinOf, going, hot, onHot }: MatrixProps) {
  const columns = places(view);
  const name = (index: number): string => coinOf(view.symbols[index] ?? '');
  const marks = (index: number) => {
    const symbol = view.symbols[index] ?? '';
    return { 'data-going': going.has(symbol), 'data-hot': hot.has(symbol) };
  };
  return (
    <Grid aria-label={say('Correlations of slots and bench')} onMouseLeave={() => onHot([])}>
      <colgroup>
        <col style={{ width: 42 }} />
        {columns.map((column) => (
          <col key={column} style={column < 0 ? { width: 6 } : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <td />
          {columns.map((column) =>
            column < 0 ? (
              <td key="gap" data-gap />
            ) : (
              <th key={column} scope="col" {...marks(column)}>
                {name(column)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {columns.map((row) =>
          row < 0 ? (
            <tr key="gap" data-gap style={{ height: 4 }}>
              <td colSpan={columns.length + 1} />
            </tr>
          ) : (
            <tr key={row}>
              <th scope="row" {...marks(row)}>
                {name(row)}
              </th>
              {columns.map((column) =>
                column < 0 ? (
                  <td key="gap" data-gap />
                ) : (
                  <Cell key={column} view={view} row={row} column={column} onHot={onHot} />
                ),
              )}
            </tr>
          ),
        )}
      </tbody>
    </Grid>
  );
}

function PairTable({ view }: { readonly view: CorrelationView }) {
  const text = (value: number | null, n: number): string =>
    value === null ? say('n {n}, needs {least}', { n, least: view.least }) : formatNumber(value, 3);
  return (
    <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }} tabIndex={0} role="region" aria-label={say('Pairs')}>
      <DataTable aria-label={say('Correlation of each pair')}>
        <thead>
          <tr>
            <th>{say('Pair')}</th>
            <th data-right>{say('1 h, 11 days')}</th>
            <th data-right>{say('15 min, 24 h')}</th>
            <th data-right>{say('Cap')}</th>
          </tr>
        </thead>
        <tbody>
          {pairRows(view).map(({ a, b, hours, quarters, n, quartersN }) => (
            <tr key={`${a} ${b}`} style={{ height: 24 }}>
              <td>
                {a} – {b}
              </td>
              <td data-right>{text(hours, n)}</td>
              <td data-right>{text(quarters, quartersN)}</td>
              <td data-right>{hours !== null && hours >= view.cap ? say('at the cap') : UNKNOWN}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

function Words({ view, coinOf }: Pick<MatrixProps, 'view' | 'coinOf'>) {
  const { cap, atCap, mean, after, symbols, slots } = view;
  const inside = new Set<string>(symbols.slice(0, slots));
  const now = atCap.filter(({ a, b }) => inside.has(a) && inside.has(b));
  const pairs = now.slice(0, 3).map(({ a, b }) => `${coinOf(a)}–${coinOf(b)}`);
  const would = atCap.length - now.length;
  const clauses = [
    pairs.length === 0 ? say('no pair of slots is at it') : say('{pairs} at it', { pairs: pairs.join(', ') }),
    ...(would > 0 ? [say('the bench would add {count}', { count: would })] : []),
  ].join('; ');
  return (
    <Foot>
      <i aria-hidden />
      {say('Pair cap {cap}: {clauses}.', { cap: formatNumber(cap, 2), clauses })} {meanWords({ mean, after }, coinOf)}
    </Foot>
  );
}

/** The mean of all pairs, and what it would be after the next swap. */
function meanWords({ mean, after }: Pick<CorrelationView, 'mean' | 'after'>, coinOf: MatrixProps['coinOf']): string {
  const now = mean === null ? say('not known') : formatNumber(mean, 3);
  if (after === null || after.mean === null) return say('Mean pair {mean}', { mean: now });
  return say('Mean pair {mean}; with {newcomer} in place of {leaver} {after}', {
    mean: now,
    newcomer: coinOf(after.newcomer),
    leaver: coinOf(after.leaver),
    after: formatNumber(after.mean, 3),
  });
}

/** How alike slots and bench move: below the diagonal over 11 days, above it over the last day. */
export function CorrelationPanel({ asTable, ...marks }: Omit<MatrixProps, 'view'> & { readonly asTable: boolean }) {
  const query = useQuery({ ...useApi().slots.correlation.queryOptions(), refetchInterval: PERIOD_MS });
  const view = query.data;
  const note =
    view === undefined
      ? ''
      : say('lower: 1 h, 11 d, {hours} · upper: 15 min, 24 h, {quarters}', {
          hours: countWords(view),
          quarters: countWords(view, view.quarters),
        });
  return (
    <Panel
      label={say('Correlation')}
      origin={ORIGIN}
      source={querySource(query)}
      className="correlation"
      header={<PanelHead title={say('Correlation')} note={note} />}
    >
      {view === undefined ? (
        <LoadingRows rows={6} />
      ) : view.symbols.length < 2 ? (
        <EmptyNote title={say('No pair yet')}>{say('Correlations are shown from two symbols on.')}</EmptyNote>
      ) : asTable ? (
        <PairTable view={view} />
      ) : (
        <div style={{ flex: 1, minHeight: 0, padding: '4px 8px 0' }}>
          <Matrix view={view} {...marks} />
        </div>
      )}
      {view !== undefined && view.symbols.length >= 2 && <Words view={view} coinOf={marks.coinOf} />}
    </Panel>
  );
}
