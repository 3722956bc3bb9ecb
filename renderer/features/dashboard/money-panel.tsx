import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OverviewView } from '#shared/contract/portfolio.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { MOST_TRADES } from '#renderer/charts/equity-geometry.ts';
import { EquityChart } from '#renderer/charts/equity-chart.tsx';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { AmountDelta, ShareDelta } from '#renderer/ui/delta.tsx';
import { FailureLine } from '#renderer/ui/failure-line.tsx';
import { formatAmount, formatCount, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { formatDay } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { SPANS, useSpan } from './use-span.ts';

const Head = styled('header')({
  flex: 'none',
  position: 'relative',
  containerType: 'inline-size',
  minHeight: 98,
  padding: '10px 16px 8px',
  borderBottom: `1px solid ${tone.line}`,
  '& .figures': { display: 'flex', alignItems: 'flex-end', gap: 20, minHeight: 51, overflow: 'hidden' },
  '& .figures > div': { whiteSpace: 'nowrap' },
  '& h2, & .figures small': { display: 'flex', gap: 8, fontSize: 11, fontWeight: 400, color: tone.text2 },
  '& strong': { fontSize: 18, fontWeight: 600, lineHeight: '34px' },
  '& .today strong': { fontSize: 28 },
  '& .mark': { position: 'absolute', top: 7, right: 16 },
  '@container (max-width: 545px)': { '& .other em': { display: 'none' } },
  '@container (max-width: 400px)': { '& .other:last-of-type': { display: 'none' } },
  '& em': { fontStyle: 'normal', fontSize: 12, marginLeft: 6, fontWeight: 500 },
  '& dl': {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 14,
    fontSize: 11.5,
    color: tone.text2,
    lineHeight: 1.45,
    marginTop: 3,
  },
  '& dl > div': { display: 'flex', gap: 5, whiteSpace: 'nowrap' },
  '& dd': { fontWeight: 600, color: tone.text },
});

const Tools = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 14,
  padding: '9px 16px 6px',
  fontSize: 11,
  color: tone.text2,
  whiteSpace: 'nowrap',
  '& i': { display: 'inline-block', marginRight: 6, verticalAlign: 'middle' },
});

const Foot = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '6px 16px 9px',
  fontSize: 12,
  color: tone.text2,
  '& b': { color: tone.text, fontWeight: 600 },
  '& p': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

interface ResultProps {
  readonly label: string;
  readonly result: { readonly total: string; readonly share: number } | null;
}

function Result({ label, result }: ResultProps) {
  return (
    <div className="other">
      <small>{label}</small>
      <strong>
        <AmountDelta amount={result?.total ?? null} />
      </strong>
      {result !== null && (
        <em>
          <ShareDelta share={result.share} />
        </em>
      )}
    </div>
  );
}

const PARTS = [
  [say('Closed trades'), 'closed'],
  [say('Open positions'), 'open'],
  [say('Fees'), 'fees'],
  [say('Funding'), 'funding'],
] as const;

function MoneyHead({ overview, now }: { readonly overview: OverviewView; readonly now: number | null }) {
  const { today, week, all } = overview;
  return (
    <Head>
      <div className="mark">
        <DataMark
          from={say('Closed trades, fees and funding by the ledger; open positions at the mark price')}
          untagged
          provenance={overview.provenance}
          asOf={overview.asOf}
          now={now}
        />
      </div>
      <div className="figures">
        <div className="today">
          <h2>{say('Am I making money today?')}</h2>
          <strong>
            <AmountDelta amount={today?.total ?? null} />
          </strong>
          {today !== null && (
            <em>
              <ShareDelta share={today.share} />
            </em>
          )}
        </div>
        <Result label={say('This week')} result={week} />
        <Result
          label={all === null ? say('Since the start') : say('Since {day}', { day: formatDay(all.since) })}
          result={all}
        />
      </div>
      {today === null ? (
        <p style={{ fontSize: 12, color: tone.warn }}>{told(overview.reason)}</p>
      ) : (
        <dl title={say('The four parts add up to today’s result')}>
          {PARTS.map(([label, part]) => (
            <div key={part}>
              <dt>{label}</dt>
              <dd>{formatAmount(today[part], { sign: 'always' })}</dd>
            </div>
          ))}
        </dl>
      )}
    </Head>
  );
}

function Legend({ trades }: { readonly trades: number }) {
  return (
    <>
      <span>
        <i style={{ width: 14, height: 2, background: tone.king }} />
        {say('Equity')}
      </span>
      <span>
        <i style={{ width: 10, height: 10, borderRadius: 2, background: tone.shade }} />
        {say('below peak')}
      </span>
      <span>
        <i style={{ width: 7, height: 7, borderRadius: 4, background: tone.up }} />
        <i style={{ width: 7, height: 7, borderRadius: 4, background: tone.down }} />
        {trades > MOST_TRADES
          ? say('{most} largest of {all} trades', { most: MOST_TRADES, all: formatCount(trades) })
          : sayAs('legend', 'closed trades')}
      </span>
    </>
  );
}

function TradesLine({ overview }: { readonly overview: OverviewView }) {
  const { closed, won, hitRate, profitFactor } = overview.trades;
  const rate =
    hitRate === null
      ? say('n {n}, not enough for a rate', { n: closed })
      : say('{rate}, likely {low}–{high}', {
          rate: formatPercent(hitRate.value, 0),
          low: formatNumber(hitRate.low * 100, 0),
          high: formatPercent(hitRate.high, 0),
        });
  const values = { closed, won, rate, b: (inside: ReactNode) => <b>{inside}</b> };
  return (
    <Foot>
      <p>
        {profitFactor === null
          ? rich('<b>{closed}</b> closed, <b>{won}</b> won ({rate})', values)
          : rich('<b>{closed}</b> closed, <b>{won}</b> won ({rate}), profit factor <b>{factor}</b>', {
              ...values,
              factor: formatNumber(profitFactor, 2),
            })}
      </p>
      {overview.provenance === 'simulated' && <Tag tone="sim">{say('SIMULATED')}</Tag>}
      {overview.provenance === 'estimated' && <Tag tone="ember">{say('ESTIMATED')}</Tag>}
    </Foot>
  );
}

function EquityRegion() {
  const [span, setSpan] = useSpan();
  const { open } = useExplain();
  const api = useApi();
  const equity = useQuery(
    api.portfolio.equity.queryOptions({ input: { span }, refetchInterval: 10_000, placeholderData: (last) => last }),
  );
  const failure = equity.error === null ? null : describeError(equity.error);
  return (
    <>
      <Tools>
        <Legend trades={equity.data?.trades.length ?? 0} />
        <span style={{ flex: 1 }} />
        <Segmented label={say('Span of the curve')} options={SPANS} value={span} onChange={setSpan} />
      </Tools>
      <div style={{ flex: 1, minHeight: 0, display: 'flex', padding: '0 10px 0 14px' }}>
        {equity.data === undefined ? (
          equity.isPending && <LoadingRows rows={5} />
        ) : equity.data.ts.length < 2 ? (
          <EmptyNote title={say('No curve yet')}>
            {say('The first points appear as soon as equity has been measured twice.')}
          </EmptyNote>
        ) : (
          <EquityChart
            series={equity.data}
            onTrade={({ signalId }) => {
              if (signalId !== null) open(signalId);
            }}
          />
        )}
      </div>
      {failure !== null && (
        <FailureLine
          {...failure}
          since={equity.dataUpdatedAt === 0 ? null : equity.dataUpdatedAt}
          onRetry={() => void equity.refetch()}
        />
      )}
    </>
  );
}

/** Am I making money: today and its four parts, week, all; equity against its peak. */
export function MoneyPanel() {
  const live = useRow('overview');
  const now = useHostNow();
  return (
    <Panel label={say('Money')} source={live} className="money">
      {live.row === null ? <LoadingRows rows={2} height={24} /> : <MoneyHead overview={live.row} now={now} />}
      <EquityRegion />
      {live.row !== null && <TradesLine overview={live.row} />}
    </Panel>
  );
}
