import { styled } from '@mui/material/styles';
import { resultTone } from '#renderer/ui/delta.tsx';
import { formatSpan } from '#renderer/ui/format-time.ts';
import {
  decimalSign,
  formatAmount,
  formatCompact,
  formatCount,
  formatNumber,
  formatPercent,
  UNKNOWN,
} from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { dayWords } from './replay-plan.ts';

const Head = styled('header')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'end',
  gap: '8px 26px',
  padding: '12px 16px',
  borderBottom: `1px solid ${tone.line}`,
  '& small': { display: 'flex', alignItems: 'center', gap: 8, fontSize: 11, color: tone.text3, whiteSpace: 'nowrap' },
  '& strong': { display: 'block', fontSize: 32, lineHeight: 1.15, fontWeight: 600, letterSpacing: '-0.02em' },
  '& b': { display: 'block', fontSize: 15, lineHeight: 1.35, fontWeight: 600, whiteSpace: 'nowrap' },
  '& em': { fontStyle: 'normal', fontWeight: 400, fontSize: 12, color: tone.text2 },
});

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  readonly colour?: string;
  readonly title?: string;
}

function Figure({ name, value, note, colour, title }: FigureProps) {
  return (
    <div title={title}>
      <small>{name}</small>
      <b style={colour === undefined ? undefined : { color: colour }}>
        {value} {note !== undefined && <em>{note}</em>}
      </b>
    </div>
  );
}

const took = (ms: number): string => (ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : formatSpan(ms));

/** The result of a replay in one line of figures. */
export function ReportHead({ report }: { readonly report: ReplayReport }) {
  const { request, result, fills } = report;
  const days = Math.round((request.to - request.from) / 86_400_000);
  const won =
    result.trades === 0
      ? undefined
      : `${formatPercent(result.won / result.trades, 0)} of ${formatCount(result.trades)}`;
  return (
    <Head>
      <div>
        <small>
          {dayWords(request.from)} to {dayWords(request.to - 1)}, {days} d · {request.timeframe}{' '}
          <Tag tone="sim">SIMULATED</Tag>
        </small>
        <strong style={{ color: resultTone(result.returnShare) }}>
          {formatPercent(result.returnShare, 2, 'always')}
        </strong>
      </div>
      <Figure name="Equity, USDT" value={formatAmount(result.equity)} note={`from ${formatAmount(result.capital)}`} />
      <Figure
        name="Max drawdown"
        value={formatPercent(-Math.abs(result.maxDrawdown), 2)}
        colour={result.maxDrawdown === 0 ? tone.text : tone.down}
      />
      <Figure name="Trades won" value={formatCount(result.won)} note={won ?? 'no trades'} />
      <Figure
        name="Profit factor"
        value={result.profitFactor === null ? UNKNOWN : formatNumber(result.profitFactor, 2)}
        title="Won ÷ lost, after costs; not defined without losses"
      />
      <Figure name="Fees" value={formatAmount(fills.fees)} note={`${formatCount(fills.count)} fills`} />
      <Figure
        name="Funding"
        value={formatAmount(fills.funding, { sign: 'always' })}
        colour={resultTone(decimalSign(fills.funding))}
      />
      <Figure
        name="Took"
        value={took(report.tookMs)}
        note={`${formatCompact(report.candlesPerSecond)} candles/s`}
        title={`${formatCount(report.candles)} candles`}
      />
    </Head>
  );
}
