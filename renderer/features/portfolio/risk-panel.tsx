import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SlotsRisk } from '#shared/contract/portfolio-figures.ts';
import { HistogramChart } from '#renderer/charts/histogram-chart.tsx';
import { TimeChart } from '#renderer/charts/time-chart.tsx';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatAmount, formatNumber, formatPercent, MINUS, UNKNOWN } from '#renderer/ui/format.ts';
import { formatDay } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { say } from '#shared/language/words.ts';
import { drawdownLevels, levelNote, type DrawdownLevels } from './risk-levels.ts';

const ORIGIN = {
  from: say('Present positions over the returns of stored candles'),
  kind: 'model',
  others: [
    { figures: say('Drawdown'), from: say('Equity by the ledger and the mark price'), kind: 'account' },
    { figures: say('Levels'), from: say('The limits of the rule set in force'), kind: 'set' },
  ],
} as const;

const PERIOD_MS = 30_000;

const Charts = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.1fr) minmax(0, 1fr)',
  gap: 14,
  padding: '6px 12px 4px',
  '& > div': { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 },
  '& h3': {
    ...{ fontSize: 11, fontWeight: 400, color: tone.text2, marginBottom: 2 },
    ...{ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  },
});

const Tails = styled('dl')({
  flex: 'none',
  display: 'grid',
  gridTemplateColumns: 'repeat(4, 1fr)',
  borderTop: `1px solid ${tone.line}`,
  '& > div': { padding: '5px 12px 7px', borderLeft: `1px solid ${tone.line}`, minWidth: 0 },
  '& > div:first-of-type': { borderLeft: 0 },
  '& dt': { fontSize: 11, color: tone.text3, whiteSpace: 'nowrap' },
  '& dd': { fontSize: 12, color: tone.text2, whiteSpace: 'nowrap' },
  '& b': { fontSize: 14, fontWeight: 600, color: tone.text, marginRight: 5 },
});

const TAILS = [
  { name: say('VaR 95, 1 d'), of: 'var95' },
  { name: 'CVaR 95', of: 'cvar95' },
  { name: 'VaR 99', of: 'var99' },
  { name: 'CVaR 99', of: 'cvar99' },
] as const;

const percentAxis = (value: number): string => formatNumber(value, Math.abs(value) < 2 && value !== 0 ? 1 : 0);

function Drawdown({ risk, levels }: { readonly risk: SlotsRisk; readonly levels: DrawdownLevels }) {
  const t = useTokens();
  const ts = useMemo(() => Float64Array.from(risk.ts), [risk]);
  const values = useMemo(() => Float64Array.from(risk.drawdown, (share) => share * 100), [risk]);
  const deepest = risk.deepest === null ? 0 : risk.deepest.share * 100;
  // A level far below everything that happened would press the curve flat.
  const shown = useMemo(
    () =>
      [levels.yellow, levels.orange].flatMap((level) => (level === null || level < deepest * 2.5 - 0.5 ? [] : [level])),
    [levels, deepest],
  );
  const panes = useMemo(() => {
    const look = { line: t.down, fill: t.shade, format: percentAxis };
    return [{ name: say('Drawdown'), values, share: 1, baseline: 0, levels: shown, ...look }];
  }, [values, shown, t]);
  if (ts.length < 2)
    return <EmptyNote title={say('No curve yet')}>{say('It is drawn when equity has been recorded twice.')}</EmptyNote>;
  const deepestWords =
    risk.deepest === null
      ? []
      : [
          say('deepest {share} on {day}', {
            share: formatPercent(risk.deepest.share, 2),
            day: formatDay(risk.deepest.at),
          }),
        ];
  return (
    <>
      <h3>{[say('Below peak'), ...deepestWords].join(', ')}</h3>
      <TimeChart
        ts={ts}
        panes={panes}
        label={[say('Fall from the peak in percent'), ...deepestWords].join(', ')}
        axisWidth={34}
      />
    </>
  );
}

function Days({ risk }: { readonly risk: SlotsRisk }) {
  const values = useMemo(() => Float64Array.from(risk.days, (share) => share * 100), [risk]);
  const { var95, var99, n, least } = risk;
  const marks = useMemo(
    () => [
      ...(var95.share === null ? [] : [{ name: 'VaR 95', value: -var95.share * 100 }]),
      ...(var99.share === null ? [] : [{ name: '99', value: -var99.share * 100 }]),
    ],
    [var95, var99],
  );
  if (values.length === 0)
    return (
      <EmptyNote title={say('Nothing held')}>
        {say('One-day results are those of what is held now; n 0, needs {least}.', { least })}
      </EmptyNote>
    );
  if (values.length < least)
    return (
      <EmptyNote title={say('n {n}, needs {least}', { n, least })}>
        {say('One-day results of what is held are counted from {least} windows on.', { least })}
      </EmptyNote>
    );
  const tail = var95.share === null ? null : -var95.share * 100;
  return (
    <>
      <h3>{say('One-day result, % of equity')}</h3>
      <HistogramChart values={values} marks={marks} tail={tail} label={say('One-day results, n {n}', { n })} />
    </>
  );
}

function RiskTable({ risk }: { readonly risk: SlotsRisk }) {
  const step = Math.max(1, Math.ceil(risk.ts.length / 40));
  const rows = risk.ts
    .map((ts, index) => ({ ts, index }))
    .filter(({ index }) => (risk.ts.length - 1 - index) % step === 0);
  return (
    <div
      style={{ flex: 1, minHeight: 0, overflow: 'auto' }}
      tabIndex={0}
      role="region"
      aria-label={say('Drawdown as a table')}
    >
      <DataTable aria-label={say('Fall from the peak')}>
        <thead>
          <tr>
            <th>{say('Day, UTC')}</th>
            <th data-right>{say('Below peak')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.reverse().map(({ ts, index }) => (
            <tr key={ts} style={{ height: 22 }}>
              <td>{formatDay(ts)}</td>
              <td data-right>{formatPercent(risk.drawdown[index] ?? null, 2)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

function TailRow({ risk }: { readonly risk: SlotsRisk }) {
  return (
    <Tails>
      {TAILS.map(({ name, of }) => {
        const { share, amount } = risk[of];
        const missing = say('n {n}, needs {least}', { n: risk.n, least: risk.least });
        return (
          <div
            key={of}
            title={share === null ? missing : say('A loss of this size or more in one day; n {n}', { n: risk.n })}
          >
            <dt>{name}</dt>
            <dd>
              <b>{share === null ? UNKNOWN : formatPercent(share, 2)}</b>
              {share === null ? missing : amount === null ? '' : formatAmount(amount, { decimals: 0 })}
            </dd>
          </div>
        );
      })}
    </Tails>
  );
}

/** How deep equity fell, and how wide one day can be. */
export function SlotsRiskPanel({ asTable }: { readonly asTable: boolean }) {
  const query = useQuery({ ...useApi().slots.risk.queryOptions(), refetchInterval: PERIOD_MS });
  const triggers = useRow('riskFigures').row?.triggers;
  const levels = useMemo(() => drawdownLevels(triggers ?? []), [triggers]);
  const risk = query.data;
  const words = levelNote(levels, (value) => `${MINUS}${formatNumber(Math.abs(value), 0)}`);
  const note =
    risk === undefined
      ? ''
      : [say('present positions, 24 h windows, n {n}', { n: risk.n }), ...(words === '' ? [] : [words])].join('; ');
  return (
    <Panel
      label={say('Drawdown, VaR, CVaR')}
      origin={ORIGIN}
      source={querySource(query)}
      className="tails"
      header={
        <PanelHead title={say('Drawdown, VaR, CVaR')} note={note}>
          {risk?.provenance === 'estimated' && <Tag tone="ember">{say('ESTIMATED')}</Tag>}
          {risk?.provenance === 'simulated' && <Tag tone="sim">{say('SIMULATED')}</Tag>}
        </PanelHead>
      }
    >
      {risk === undefined ? (
        <LoadingRows rows={5} />
      ) : (
        <>
          {asTable ? (
            <RiskTable risk={risk} />
          ) : (
            <Charts>
              <div>
                <Drawdown risk={risk} levels={levels} />
              </div>
              <div>
                <Days risk={risk} />
              </div>
            </Charts>
          )}
          <TailRow risk={risk} />
        </>
      )}
    </Panel>
  );
}
