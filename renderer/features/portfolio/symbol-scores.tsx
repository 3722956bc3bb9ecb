import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { SymbolScores } from '#shared/contract/scoring.ts';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { Sparkline } from '#renderer/charts/sparkline.tsx';
import { TimeChart } from '#renderer/charts/time-chart.tsx';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber, formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const ORIGIN = {
  from: say('The agents’ latest opinions of the symbol, and the scores recorded'),
  kind: 'model',
} as const;

const PERIOD_MS = 15_000;
/** Samples under which a place among them says nothing. */
const SPARK = 60;

type Frame = SymbolScores['timeframes'][number];
type Series = Frame['series'][number];

const known = ({ history }: Series) => history.flatMap(({ ts, value }) => (value === null ? [] : [{ ts, value }]));

function History({ series, timeframe }: { readonly series: Series; readonly timeframe: string }) {
  const t = useTokens();
  const points = useMemo(() => known(series), [series]);
  const ts = useMemo(() => Float64Array.from(points, (point) => point.ts), [points]);
  const panes = useMemo(() => {
    const values = Float64Array.from(points, ({ value }) => value);
    const format = (value: number): string => formatNumber(value, 0);
    return [{ name: say('Score'), values, share: 1, baseline: 0, levels: [], line: t.king, fill: t.kingSoft, format }];
  }, [points, t]);
  if (points.length < 2)
    return (
      <EmptyNote title={say('n {n}, needs {least}', { n: points.length, least: 2 })}>
        {say('Its history is drawn from two scores on.')}
      </EmptyNote>
    );
  return (
    <TimeChart
      ts={ts}
      panes={panes}
      label={say('Score on {timeframe}, −100 short to +100 long', { timeframe })}
      axisWidth={38}
    />
  );
}

function AgentRow({ series }: { readonly series: Series }) {
  const { of, now, confidence, percentile, ageMs, reason } = series;
  const name = of === 'score' ? say('Score') : AGENT_NAMES[of].long;
  const values = known(series)
    .slice(-SPARK)
    .map(({ value }) => value);
  return (
    <tr style={{ height: 28 }}>
      <td style={of === 'score' ? { fontWeight: 600 } : undefined}>{name}</td>
      <td data-right style={{ fontWeight: 600, color: now === null ? tone.text3 : undefined }}>
        {now === null ? say('no opinion') : formatNumber(now, 0, 'always')}
      </td>
      <td>
        {now === null ? (
          ''
        ) : (
          <Sparkline
            values={values}
            width={64}
            height={18}
            label={say('{name}, latest {count} values', { name, count: values.length })}
          />
        )}
      </td>
      <td data-right>{confidence === null ? UNKNOWN : formatPercent(confidence, 0)}</td>
      <td data-right>
        {percentile === null ? say('needs n 100') : `${formatPercent(percentile.place, 0)}, n ${String(percentile.n)}`}
      </td>
      <td data-right>{ageMs === null ? UNKNOWN : formatAge(ageMs)}</td>
      <td style={{ whiteSpace: 'normal', color: tone.text2 }}>{told(reason)}</td>
    </tr>
  );
}

/** How its score came about: over time, and agent by agent. */
export function SymbolScoresPanel({ symbol }: { readonly symbol: ContractSymbol }) {
  const [timeframe, setTimeframe] = useState<string>('1h');
  const query = useQuery({
    ...useApi().scores.symbolScores.queryOptions({ input: { symbol } }),
    refetchInterval: PERIOD_MS,
  });
  const frames = query.data?.timeframes ?? [];
  const shown = frames.find((frame) => frame.timeframe === timeframe) ?? frames[0];
  const score = shown?.series.find(({ of }) => of === 'score');
  return (
    <Panel
      label={say('Score and opinions')}
      origin={ORIGIN}
      source={querySource(query)}
      header={
        <PanelHead title={say('Score and opinions')} note={say('−100 short to +100 long, last 30 days')}>
          {frames.length > 0 && (
            <Segmented
              label={say('Timeframe')}
              options={frames.map((frame) => ({ value: frame.timeframe, label: frame.timeframe }))}
              value={shown?.timeframe ?? timeframe}
              onChange={setTimeframe}
            />
          )}
        </PanelHead>
      }
    >
      {query.data === undefined ? (
        <LoadingRows rows={4} />
      ) : shown === undefined || score === undefined ? (
        <EmptyNote title={say('Not scored yet')}>{say('Scores come with the first closed candles.')}</EmptyNote>
      ) : (
        <>
          <div style={{ height: 168, display: 'flex', padding: '6px 12px 0' }}>
            <History series={score} timeframe={shown.timeframe} />
          </div>
          <DataTable aria-label={say('Opinion of each agent')}>
            <thead>
              <tr>
                <th>{say('Agent')}</th>
                <th data-right>{say('Now')}</th>
                <th>{say('Course')}</th>
                <th data-right>{say('Confidence')}</th>
                <th data-right>{say('Place in its past')}</th>
                <th data-right>{say('Age')}</th>
                <th>{say('Why none')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.series.map((series) => (
                <AgentRow key={series.of} series={series} />
              ))}
            </tbody>
          </DataTable>
        </>
      )}
    </Panel>
  );
}
