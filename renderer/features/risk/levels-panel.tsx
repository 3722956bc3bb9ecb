import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EquityLevels, RiskFiguresView, RiskTrigger } from '#shared/contract/risk-figures.ts';
import { LevelChart, type LevelLabel } from '#renderer/charts/level-chart.tsx';
import { momentWords } from '#renderer/charts/level-paint.ts';
import { stateAt } from '#renderer/charts/level-geometry.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { FailureLine } from '#renderer/ui/failure-line.tsx';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { tradingWord } from '#renderer/ui/trading-words.ts';
import { say } from '#shared/language/words.ts';
import { LEVEL_WORDS, reachedLevel, shortTrigger } from './risk-words.ts';

const SPANS = [
  { value: '1', label: '1 d' },
  { value: '12', label: '12 d' },
  { value: '90', label: '90 d' },
] as const;
type Span = (typeof SPANS)[number]['value'];

const COLOURS = { yellow: tone.warn, orange: tone.ember, red: tone.down } as const;

/** What a level does, at its line in the chart. */
const LINE_WORDS = { ...LEVEL_WORDS, yellow: say('warns') } as const;

/** The first trigger of each level: the one that is reached first. */
const firstOf = (triggers: readonly RiskTrigger[], level: RiskTrigger['level']): RiskTrigger | undefined =>
  triggers.find((trigger) => trigger.level === level);

function labelsOf(levels: EquityLevels, figures: RiskFiguresView | null): readonly LevelLabel[] {
  const equity = levels.equity.at(-1) ?? 0;
  const peak = levels.peak.at(-1) ?? equity;
  const now = { key: 'now', equity, value: formatNumber(equity, 2), colour: tone.text };
  const fall = peak > 0 && equity < peak ? formatPercent(equity / peak - 1, 2) : null;
  const triggers = figures?.triggers ?? [];
  const steps = (['yellow', 'orange', 'red'] as const).flatMap((level) => {
    const trigger = firstOf(triggers, level);
    if (trigger === undefined) return [];
    const at = Number(trigger.at);
    const text = `${shortTrigger(trigger)}, ${LINE_WORDS[level]}`;
    return [{ key: level, equity: at, text, value: formatNumber(at, 2), colour: COLOURS[level] }];
  });
  const top = { key: 'peak', equity: peak, text: say('Peak'), value: formatNumber(peak, 2), colour: tone.up };
  const text = fall === null ? say('Now, at the peak') : say('Now, {fall}', { fall });
  return [top, { ...now, text }, ...steps];
}

const ROWS = 60;

function LevelTable({ levels }: { readonly levels: EquityLevels }) {
  const step = Math.max(1, Math.ceil(levels.ts.length / ROWS));
  const rows = levels.ts
    .map((ts, index) => ({ ts, index }))
    .filter(({ index }) => (levels.ts.length - 1 - index) % step === 0);
  return (
    <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
      <DataTable aria-label={say('Equity and levels of loss')}>
        <thead>
          <tr>
            <th>{say('Time')}</th>
            {[say('Equity'), say('Peak'), say('From peak'), say('Warns at'), say('Reduces at'), say('Halts at')].map(
              (name) => (
                <th key={name} data-right>
                  {name}
                </th>
              ),
            )}
            <th>{say('State')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.reverse().map(({ ts, index }) => {
            const equity = levels.equity[index] ?? 0;
            const peak = levels.peak[index] ?? equity;
            const figures = [equity, peak].map((value) => formatNumber(value, 2));
            const at = [levels.yellow, levels.orange, levels.red].map((column) => formatNumber(column[index] ?? 0, 2));
            const cells = [...figures, formatPercent(peak > 0 ? equity / peak - 1 : null, 2), ...at];
            return (
              <tr key={ts}>
                <td>{momentWords(ts)}</td>
                {cells.map((cell, at) => (
                  <td key={at} data-right>
                    {cell}
                  </td>
                ))}
                <td>{tradingWord(stateAt(levels.states, ts))}</td>
              </tr>
            );
          })}
        </tbody>
      </DataTable>
    </div>
  );
}

interface LevelViewProps {
  readonly levels: EquityLevels;
  readonly figures: RiskFiguresView | null;
  /** True while the account is followed. */
  readonly live: boolean;
  readonly asTable: boolean;
}

function LevelView({ levels, figures, live, asTable }: LevelViewProps) {
  if (levels.ts.length < 2) {
    return (
      <EmptyNote title={say('No curve yet')}>
        {say('The levels are drawn when equity has been recorded twice.')}
      </EmptyNote>
    );
  }
  if (asTable) return <LevelTable levels={levels} />;
  const fresh = live && figures !== null && figures.equity !== null;
  return <LevelChart series={levels} labels={labelsOf(levels, figures)} fresh={fresh} />;
}

const ZONE_WORDS = {
  green: say('in the green zone'),
  yellow: say('in the yellow zone: near a level that stops'),
  orange: say('in the orange zone: only exits leave'),
  red: say('in the red zone: trading halts'),
  unknown: say('the zone is not known'),
} as const;

interface LevelsPanelProps {
  /** True shows the figures as a table. */
  readonly asTable: boolean;
}

/** Where equity stands between its peak and the levels of loss, over time. */
export function LevelsPanel({ asTable }: LevelsPanelProps) {
  const [span, setSpan] = useState<Span>('1');
  const figures = useRow('riskFigures');
  const now = useHostNow();
  const api = useApi();
  const query = useQuery(
    api.risk.levels.queryOptions({
      input: { days: Number(span) },
      refetchInterval: 10_000,
      placeholderData: (last) => last,
    }),
  );
  const levels = query.data;
  const failure = query.error === null ? null : describeError(query.error);
  const live = figures.status === 'live';
  const zone = figures.row === null ? 'unknown' : reachedLevel(figures.row.triggers);
  return (
    <Panel
      label={say('Equity and drawdown levels')}
      source={figures}
      header={
        <PanelHead
          title={say('Equity and drawdown levels')}
          note={[ZONE_WORDS[zone], say('deposits move the levels')].join('; ')}
        >
          <DataMark
            from={say('Equity by the ledger and the mark price, and the levels that the limits draw from it')}
            provenance={levels?.provenance ?? null}
            asOf={figures.row?.asOf ?? null}
            now={now}
          />
          <Segmented label={say('Span of the curve')} options={SPANS} value={span} onChange={setSpan} />
        </PanelHead>
      }
    >
      <div style={{ flex: 1, minHeight: 0, display: 'flex', padding: asTable ? 0 : '4px 12px 0 12px' }}>
        {query.isPending ? (
          <LoadingRows rows={5} />
        ) : (
          levels !== undefined && <LevelView levels={levels} figures={figures.row} live={live} asTable={asTable} />
        )}
      </div>
      {failure !== null && (
        <FailureLine
          {...failure}
          since={query.dataUpdatedAt === 0 ? null : query.dataUpdatedAt}
          onRetry={() => void query.refetch()}
        />
      )}
    </Panel>
  );
}
