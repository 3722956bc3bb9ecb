import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatNumber, formatPercent, formatR, UNKNOWN } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { TrackRow, WinChances } from '#shared/contract/signal-management.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { HitBar } from './hit-bar.tsx';
import { ReliabilityChart } from './reliability-chart.tsx';
import { baseLineOf, calibrationSentence, MEANINGS, recordSentence, sideWord, tooFew, whoName } from './track-words.ts';

const ORIGIN = {
  from: say('Outcomes of signals in the journal, after fees and funding'),
  kind: 'account',
  others: [
    { figures: say('Intervals and chances'), from: say('Worked out from the number of cases'), kind: 'estimated' },
  ],
} as const;

const RENEW_MS = 10_000;

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  overflowX: 'hidden',
  '& section': { padding: '12px 16px 4px' },
  '& section > p': { fontSize: 12, lineHeight: 1.5, color: tone.text2, margin: '0 0 6px' },
  '& h3': { display: 'flex', alignItems: 'center', gap: 8, margin: '0 0 6px', fontSize: 12, fontWeight: 600 },
  '& h3 > span:last-of-type': { marginLeft: 'auto' },
  '& h3 small': { fontSize: 11, fontWeight: 400, color: tone.text3 },
  '& section table': { tableLayout: 'fixed' },
  '& section th:first-of-type, & section td:first-of-type': { paddingLeft: 0 },
  '& section th:last-of-type, & section td:last-of-type': { paddingRight: 0 },
  '& section tbody tr': { height: 26 },
  '& .few': { color: tone.text3, fontSize: 11 },
  '& dl': { margin: '0 0 10px', fontSize: 11.5, lineHeight: 1.45, color: tone.text2 },
  '& dt': { fontWeight: 600, color: tone.text, marginTop: 5 },
  '& dd': { margin: 0 },
});

type Curve = TrackRow['figures']['curve'];

function CurveTable({ curve }: { readonly curve: Curve }) {
  return (
    <DataTable aria-label={say('Reliability curve as figures')}>
      <thead>
        <tr>
          <th scope="col">{say('Forecast between')}</th>
          <th scope="col" data-right>
            {say('Cases')}
          </th>
          <th scope="col" data-right>
            {say('Mean forecast')}
          </th>
          <th scope="col" data-right>
            {say('Came true')}
          </th>
        </tr>
      </thead>
      <tbody>
        {curve.map(({ from, to, n, forecast, rate }) => (
          <tr key={from}>
            <td>
              {formatNumber(from * 100, 0)}–{formatPercent(to, 0)}
            </td>
            <td data-right>{formatCount(n)}</td>
            <td data-right>{formatPercent(forecast, 1)}</td>
            <td data-right>{formatPercent(rate, 1)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const VIEWS = [
  { value: 'curve', label: say('Curve') },
  { value: 'table', label: say('Table') },
] as const;

function Calibration({ row }: { readonly row: TrackRow }) {
  const [view, setView] = useState<'curve' | 'table'>('curve');
  const { figures } = row;
  const sentence = calibrationSentence(figures);
  return (
    <section aria-label={say('Reliability curve')}>
      <h3>
        {say('Forecast against outcome')}
        <span>
          <Segmented label={say('Reliability as')} options={VIEWS} value={view} onChange={setView} />
        </span>
      </h3>
      {sentence === null ? (
        <p className="few">{say('Forecasts: {record}.', { record: tooFew(figures.forecasts) })}</p>
      ) : (
        <>
          <p>
            {sentence} {say('On the dashed line forecasts come true as often as they say.')}
          </p>
          {view === 'curve' ? (
            <ReliabilityChart
              curve={figures.curve}
              label={say('Reliability curve of {who}. {sentence}', { who: whoName(row.who), sentence })}
            />
          ) : (
            <CurveTable curve={figures.curve} />
          )}
        </>
      )}
    </section>
  );
}

const partOrder = (a: TrackRow, b: TrackRow): number =>
  (a.timeframe === null ? 0 : timeframeMs(a.timeframe)) - (b.timeframe === null ? 0 : timeframeMs(b.timeframe)) ||
  (b.direction ?? 0) - (a.direction ?? 0);

function Parts({ rows, allAgents }: { readonly rows: readonly TrackRow[]; readonly allAgents: number | null }) {
  const parts = rows.filter(({ direction }) => direction !== null).sort(partOrder);
  return (
    <section aria-label={say('By side and timeframe')}>
      <h3>{say('By side and timeframe')}</h3>
      <DataTable aria-label={say('By side and timeframe')}>
        <thead>
          <tr>
            <th scope="col" style={{ width: '25%' }}>
              {say('Part')}
            </th>
            <th scope="col" data-right style={{ width: '14%' }}>
              {say('Cases')}
            </th>
            <th scope="col">{say('Hit rate')}</th>
            <th scope="col" data-right style={{ width: '19%' }}>
              {say('Mean R')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.key}>
              <td>
                {sideWord(part.direction)}, {part.timeframe ?? sayAs('timeframes', 'all')}
              </td>
              <td data-right>{formatCount(part.figures.n)}</td>
              <td>
                {part.figures.reliability === null ? (
                  <span className="few" title={tooFew(part.figures.n)}>
                    {say('not enough evidence')}
                  </span>
                ) : (
                  <HitBar rate={part.figures.reliability} line={baseLineOf(part, allAgents)} />
                )}
              </td>
              <td data-right>{part.figures.meanR === null ? UNKNOWN : formatR(part.figures.meanR)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

function Chances({ chances }: { readonly chances: readonly WinChances[] }) {
  const scores = chances[0]?.at.map(({ score }) => score) ?? [];
  return (
    <section aria-label={say('Calibrated chance')}>
      <h3>
        {rich('Calibrated chance to win <small>after costs, by score towards the side</small>', {
          small: (inside) => <small>{inside}</small>,
        })}
      </h3>
      {chances.length === 0 ? (
        <p className="few">{say('No timeframe has 100 outcomes of scored signals yet.')}</p>
      ) : (
        <DataTable aria-label={say('Calibrated chance to win')}>
          <thead>
            <tr>
              <th scope="col">{sayAs('timeframe', 'On')}</th>
              {scores.map((score) => (
                <th key={score} scope="col" data-right>
                  {formatNumber(score, 0, 'always')}
                </th>
              ))}
              <th scope="col" data-right>
                {say('Cases')}
              </th>
            </tr>
          </thead>
          <tbody>
            {chances.map(({ timeframe, n, at }) => (
              <tr key={timeframe}>
                <td>{timeframe}</td>
                {at.map(({ score, chance }) => (
                  <td key={score} data-right>
                    {formatPercent(chance, 0)}
                  </td>
                ))}
                <td data-right>{formatCount(n)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  );
}

function Meanings(): ReactNode {
  return (
    <section aria-label={say('What the figures mean')}>
      <h3>{say('What the figures mean')}</h3>
      <dl>
        {MEANINGS.map(([name, meaning]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface DetailPanelProps {
  readonly row: TrackRow | null;
  readonly allAgents: number | null;
  readonly chances: readonly WinChances[];
}

/** One record in full: the sentence, the reliability curve, sides and timeframes, the chance by score. */
export function DetailPanel({ row, allAgents, chances }: DetailPanelProps) {
  const who = row?.who ?? '';
  const query = useQuery({
    ...useApi().signals.trackRecord.queryOptions({ input: { who } }),
    enabled: who !== '',
    refetchInterval: RENEW_MS,
  });
  if (row === null) {
    return (
      <Panel className="record" label={say('Record')} header={<PanelHead title={say('Record')} />}>
        <Scroll>
          <Meanings />
        </Scroll>
      </Panel>
    );
  }
  return (
    <Panel
      className="record"
      label={say('Record')}
      origin={ORIGIN}
      source={querySource(query)}
      header={<PanelHead title={whoName(row.who)} note={say('after costs, out of sample')} />}
    >
      <Scroll>
        <section>
          <p>{recordSentence(row, baseLineOf(row, allAgents))}</p>
        </section>
        <Calibration row={row} />
        {query.data === undefined ? <LoadingRows rows={3} /> : <Parts rows={query.data.rows} allAgents={allAgents} />}
        <Chances chances={chances} />
        <Meanings />
        {query.data?.rows.length === 0 && <EmptyNote title={say('No case yet')} />}
      </Scroll>
    </Panel>
  );
}
