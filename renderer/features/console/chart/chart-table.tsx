import { styled } from '@mui/material/styles';
import type { FillView } from '#shared/contract/fills.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { formatNumber, formatPrice } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { ROLE_WORDS } from '../order-words.ts';
import type { StudyChoice } from './studies.ts';
import { resultAt, type ContractUnits, type TradeLevel } from './trade-levels.ts';
import { useBars, type OpenChart } from './use-chart.ts';

const Sheet = styled('div')({
  position: 'absolute',
  inset: 0,
  zIndex: 7,
  overflow: 'auto',
  background: tone.panel,
  padding: '8px 12px',
  fontVariantNumeric: 'tabular-nums',
  '& table': { borderCollapse: 'collapse', width: '100%', fontSize: 12, marginBottom: 16 },
  '& caption': { textAlign: 'left', color: tone.text2, padding: '6px 0', fontWeight: 600 },
  '& th': { textAlign: 'right', fontWeight: 500, fontSize: 11, color: tone.text3, padding: '3px 8px' },
  '& td': { textAlign: 'right', padding: '3px 8px', borderTop: `1px solid ${tone.lineSoft}` },
  '& th:first-of-type, & td:first-of-type': { textAlign: 'left' },
});

const NEWEST = 100;

const LEVEL_HEADS = [say('Level'), say('Price'), sayAs('order', 'Size'), say('Result there')];
const BAR_HEADS = [
  say('Time'),
  sayAs('candle', 'Open'),
  sayAs('candle', 'High'),
  sayAs('candle', 'Low'),
  sayAs('candle', 'Close'),
  sayAs('candle', 'Volume'),
];

interface ChartTableProps {
  readonly open: OpenChart;
  readonly studies: readonly StudyChoice[];
  readonly levels: readonly TradeLevel[];
  readonly fills: readonly FillView[];
  readonly units: ContractUnits;
}

function FillsTable({ fills, units }: Pick<ChartTableProps, 'fills' | 'units'>) {
  return (
    <table>
      <caption>{say('Fills, newest first')}</caption>
      <tbody>
        {fills.map((fill) => (
          <tr key={fill.seq}>
            <td>{formatMoment(fill.at)}</td>
            <td>{fill.side === 'buy' ? say('buy') : say('sell')}</td>
            <td>{formatNumber(fill.lots * units.multiplier, 4)}</td>
            <td>{formatPrice(Number(fill.price), units.priceDecimals)}</td>
            <td>{fill.role === null ? '–' : ROLE_WORDS[fill.role]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Heads({ names }: { readonly names: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name, at) => (
          <th key={at} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The chart as tables: levels of the account, fills, and the newest bars with their indicators. */
export function ChartTable({ open, studies, levels, fills, units }: ChartTableProps) {
  const { window } = useBars(open);
  const price = (value: number | undefined) => formatPrice(value ?? null, units.priceDecimals);
  const drawn = studies.flatMap(({ outputs }) => outputs).map((style, index) => ({ ...style, index }));
  const shown = drawn.filter(({ kind }) => kind !== 'hidden');
  const rows = (window?.ts ?? [])
    .map((ts, row) => ({ ts, row }))
    .slice(-NEWEST)
    .reverse();
  return (
    <Sheet tabIndex={0} role="region" aria-label={say('Chart as tables')}>
      <table>
        <caption>{say('Levels')}</caption>
        <Heads names={LEVEL_HEADS} />
        <tbody>
          {levels.map((level) => {
            const result = resultAt(level.basis, level.price);
            return (
              <tr key={level.id}>
                <td>{level.label}</td>
                <td>{price(level.price)}</td>
                <td>{level.size === null ? '–' : formatNumber(level.size, 4)}</td>
                <td>{result === null ? level.word || '–' : formatNumber(result, 2, 'always')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <FillsTable fills={fills} units={units} />
      <table>
        <caption>{say('Bars, newest first, UTC')}</caption>
        <Heads names={[...BAR_HEADS, ...shown.map(({ name }) => name)]} />
        <tbody>
          {rows.map(({ ts, row }) => (
            <tr key={ts}>
              <td>{formatMoment(ts)}</td>
              <td>{price(window?.open[row])}</td>
              <td>{price(window?.high[row])}</td>
              <td>{price(window?.low[row])}</td>
              <td>{price(window?.close[row])}</td>
              <td>{formatNumber(window?.volume[row] ?? 0, 2)}</td>
              {shown.map(({ index }) => {
                const value = window?.outputs[index]?.[row] ?? null;
                return <td key={index}>{value === null ? '–' : formatNumber(value, 2)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
