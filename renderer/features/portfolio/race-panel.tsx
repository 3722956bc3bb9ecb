import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RaceView } from '#shared/contract/portfolio-figures.ts';
import { lastOf, raceOf } from '#renderer/charts/race-geometry.ts';
import { RaceChart } from '#renderer/charts/race-chart.tsx';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { dueWords, spanWords } from './slot-words.ts';

const ORIGIN = {
  from: say('Standings of the portfolio manager, from the scores of the agents'),
  kind: 'model',
} as const;

const HOUR = 3_600_000;
const PERIOD_MS = 20_000;
const ROWS = 48;

/** The newest moments first, at most {@link ROWS}. */
function RaceTable({ view, coinOf }: { readonly view: RaceView; readonly coinOf: (symbol: string) => string }) {
  const times = view.lines[0]?.at ?? [];
  const step = Math.max(1, Math.ceil(times.length / ROWS));
  const shown = times
    .map((ts, index) => ({ ts, index }))
    .filter(({ index }) => (times.length - 1 - index) % step === 0);
  const scores = view.lines.map(({ at, score }) => new Map(at.map((ts, index) => [ts, score[index] ?? null])));
  return (
    <div
      style={{ flex: 1, minHeight: 0, overflow: 'auto' }}
      tabIndex={0}
      role="region"
      aria-label={say('Race as a table')}
    >
      <DataTable aria-label={say('Race for the slot')}>
        <thead>
          <tr>
            <th>{say('Review, UTC')}</th>
            {view.lines.map(({ symbol, role }) => (
              <th key={symbol} data-right>
                {role === 'slot' ? say('{coin}, slot', { coin: coinOf(symbol) }) : coinOf(symbol)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.reverse().map(({ ts }) => (
            <tr key={ts}>
              <td>
                {formatDay(ts)} {formatMinute(ts)}
              </td>
              {scores.map((column, index) => {
                const value = column.get(ts) ?? null;
                return (
                  <td key={index} data-right>
                    {value === null ? UNKNOWN : formatNumber(value, 1)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

interface RacePanelProps {
  readonly coinOf: (symbol: string) => string;
  readonly rankOf: (symbol: string) => number | null;
  readonly now: number;
  readonly asTable: boolean;
}

function Race({ view, coinOf, rankOf, asTable }: Omit<RacePanelProps, 'now'> & { readonly view: RaceView }) {
  const race = useMemo(() => {
    const racers = view.lines.map(({ symbol, ...line }) => {
      const rank = rankOf(symbol);
      return {
        ...line,
        name: rank === null ? coinOf(symbol) : say('{coin}, slot {rank}', { coin: coinOf(symbol), rank }),
      };
    });
    return raceOf(racers, view.lead, view.now);
  }, [view, coinOf, rankOf]);
  const points = Math.max(0, ...race.lines.map(({ ts }) => ts.length));
  if (view.slot === null || race.lines.length === 0)
    return (
      <EmptyNote title={say('No race')}>
        {say('A race begins once a slot can be given up and somebody wants it.')}
      </EmptyNote>
    );
  if (points < 2)
    return (
      <EmptyNote title={say('One review so far')}>
        {say('Scores are drawn from the second review on; they come every hour.')}
      </EmptyNote>
    );
  if (asTable) return <RaceTable view={view} coinOf={coinOf} />;
  const words = race.lines.map((line) => `${line.name} ${formatNumber(lastOf(line) ?? Number.NaN, 1)}`).join(', ');
  return (
    <RaceChart
      race={race}
      label={say('Race for the slot of {coin}: {scores}', { coin: coinOf(view.slot), scores: words })}
    />
  );
}

const hours = (ms: number): string => say('{hours} h', { hours: Math.floor(ms / HOUR) });

/** Who has the lead longest: for how long, and when it may swap. */
function LeadNote({ view, now }: { readonly view: RaceView; readonly now: number }) {
  const [ahead] = view.lines
    .flatMap(({ leadSince, earliestAt }) => (leadSince === null ? [] : [{ leadSince, earliestAt }]))
    .sort((a, b) => a.leadSince - b.leadSince);
  if (ahead === undefined) return null;
  const { leadSince, earliestAt } = ahead;
  return (
    <span style={{ fontSize: 11, color: tone.text2, whiteSpace: 'nowrap' }}>
      {say('lead of {lead}: {held} of {needed}', {
        lead: formatNumber(view.lead, 1),
        held: hours(view.now - leadSince),
        needed: hours(view.holdMs),
      })}
      {earliestAt !== null && earliestAt > now && `, ${say('swap {due}', { due: dueWords(earliestAt, now) })}`}
    </span>
  );
}

/** Whether the lead over the slot to be given up has lasted. */
export function RacePanel({ coinOf, rankOf, now, asTable }: RacePanelProps) {
  const query = useQuery({ ...useApi().slots.race.queryOptions(), refetchInterval: PERIOD_MS });
  const view = query.data;
  const rank = view === undefined || view.slot === null ? null : rankOf(view.slot);
  const [from] = view?.lines[0]?.at ?? [];
  const span = view === undefined || from === undefined ? '' : `, ${spanWords(view.now - from)}`;
  return (
    <Panel
      label={say('Race for the last slot')}
      origin={ORIGIN}
      source={querySource(query)}
      className="race"
      header={
        <PanelHead
          title={rank === null ? say('Race for a slot') : say('Race for slot {rank}', { rank })}
          note={`${say('score')}${span}`}
        >
          {view !== undefined && <LeadNote view={view} now={now} />}
        </PanelHead>
      }
    >
      <div style={{ flex: 1, minHeight: 0, display: 'flex', padding: asTable ? 0 : '6px 8px 2px' }}>
        {view === undefined ? <LoadingRows rows={5} /> : <Race view={view} {...{ coinOf, rankOf, asTable }} />}
      </div>
    </Panel>
  );
}
