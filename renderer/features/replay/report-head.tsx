import { styled } from '@mui/material/styles';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
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
import { say } from '#shared/language/words.ts';
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

const took = (ms: number): string =>
  ms < 60_000 ? say('{seconds} s', { seconds: (ms / 1_000).toFixed(1) }) : formatSpan(ms);

/** The result of a replay in one line of figures. */
export function ReportHead({ report }: { readonly report: ReplayReport }) {
  const { request, result, fills } = report;
  const days = Math.round((request.to - request.from) / 86_400_000);
  const won =
    result.trades === 0
      ? undefined
      : say('{won} of {trades}', {
          won: formatPercent(result.won / result.trades, 0),
          trades: formatCount(result.trades),
        });
  return (
    <Head>
      <div>
        <small>
          {say('{from} to {to}, {days} d', { from: dayWords(request.from), to: dayWords(request.to - 1), days })} ·{' '}
          {request.timeframe} <Tag tone="sim">{say('SIMULATED')}</Tag> <PanelOrigin />
        </small>
        <strong style={{ color: resultTone(result.returnShare) }}>
          {formatPercent(result.returnShare, 2, 'always')}
        </strong>
      </div>
      <Figure
        name={say('Equity, USDT')}
        value={formatAmount(result.equity)}
        note={say('from {capital}', { capital: formatAmount(result.capital) })}
      />
      <Figure
        name={say('Max drawdown')}
        value={formatPercent(-Math.abs(result.maxDrawdown), 2)}
        colour={result.maxDrawdown === 0 ? tone.text : tone.down}
      />
      <Figure name={say('Trades won')} value={formatCount(result.won)} note={won ?? say('no trades')} />
      <Figure
        name={say('Profit factor')}
        value={result.profitFactor === null ? UNKNOWN : formatNumber(result.profitFactor, 2)}
        title={say('Won ÷ lost, after costs; not defined without losses')}
      />
      <Figure
        name={say('Fees')}
        value={formatAmount(fills.fees)}
        note={say('{count} fills', { count: formatCount(fills.count) })}
      />
      <Figure
        name={say('Funding')}
        value={formatAmount(fills.funding, { sign: 'always' })}
        colour={resultTone(decimalSign(fills.funding))}
      />
      <Figure
        name={say('Took')}
        value={took(report.tookMs)}
        note={say('{count} candles/s', { count: formatCompact(report.candlesPerSecond) })}
        title={say('{count} candles', { count: formatCount(report.candles) })}
      />
    </Head>
  );
}
