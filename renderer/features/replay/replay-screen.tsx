import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useAssumed } from '#renderer/data/use-assumed.ts';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { followToEnd } from '#renderer/data/long-work.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { SERIES_OF, type SeriesOf, type SeriesView } from '#shared/contract/market.ts';
import type { ReplaySummary } from '#shared/contract/replay.ts';
import { say } from '#shared/language/words.ts';
import { EarlierPanel } from './earlier-panel.tsx';
import { freshDraft, replayPlan, storedTimeframes, type ReplayDraft } from './replay-plan.ts';
import { replayEnd } from './replay-run.ts';
import { LiveRun, StoredRun } from './run-views.tsx';
import { SetupPanel } from './setup-panel.tsx';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gap: 12,
  padding: 12,
  gridTemplateColumns: '372px minmax(0, 1fr)',
  gridTemplateRows: 'minmax(0, 1fr)',
  '& > div': { minHeight: 0, minWidth: 0, display: 'grid', gap: 12 },
  '& > .left': { gridTemplateRows: 'minmax(0, 1fr) fit-content(32%)' },
  '@media (max-width: 1599px)': { gridTemplateColumns: '330px minmax(0, 1fr)' },
});

const CAPITAL = '10000';
/** The list is read again this often while a replay runs. */
const RUNNING_MS = 2_000;

/** Nothing is stored: how to get candles. */
function NoSeries() {
  return (
    <Panel label={say('Replay')}>
      <EmptyNote title={say('No candles are stored yet')}>
        <p>
          {say('A replay runs stored candles through the whole path, with paper fills. Import candle files first.')}
        </p>
        <Button variant="contained" href="#/settings/data" sx={{ mt: 1.5 }}>
          {say('Import candles')}
        </Button>
      </EmptyNote>
    </Panel>
  );
}

function FirstRun() {
  return (
    <Panel label={say('Replay')}>
      <EmptyNote title={say('No replay has run yet')}>
        {say('Choose symbols and days at the left and start one: the report appears here, with its proof.')}
      </EmptyNote>
    </Panel>
  );
}

interface Shown {
  readonly id: string;
  readonly live: boolean;
}

/** What is shown at the right: what was chosen, else what runs, else the newest report. */
function shownRun(chosen: Shown | null, replays: readonly ReplaySummary[]): Shown | null {
  if (chosen !== null) return chosen;
  const running = replays.find(({ state }) => state === 'running');
  const done = replays.find(({ state }) => state === 'done');
  const found = running ?? done;
  return found === undefined ? null : { id: found.id, live: found.state === 'running' };
}

function useReplays() {
  const api = useApi();
  const client = useClient();
  const list = useQuery({
    ...api.replay.list.queryOptions(),
    // A run may have begun or ended while another screen was looked at.
    refetchOnMount: 'always',
    refetchInterval: ({ state }) =>
      state.data?.some((each) => each.state === 'running') === true ? RUNNING_MS : false,
  });
  const [chosen, setChosen] = useState<Shown | null>(null);
  const { refetch } = list;
  const onEnd = useCallback(() => void refetch(), [refetch]);
  const start = useMutation(
    api.replay.start.mutationOptions({
      onSuccess: ({ id }) => {
        setChosen({ id, live: true });
        void followToEnd(['/replay'], client.replay.watch({ id }), replayEnd);
        void refetch();
      },
    }),
  );
  return { replays: list.data ?? [], chosen, setChosen, onEnd, start };
}

/** Candles of the market and imported ones are replayed apart; what a person brought in is offered first. */
function useSeriesOf(all: readonly SeriesView[]) {
  const kinds = SERIES_OF.filter((kind) => all.some(({ of }) => of === kind));
  const [chosen, setOf] = useState<SeriesOf>('imported');
  const of = kinds.includes(chosen) ? chosen : (kinds[0] ?? 'market');
  const series = useMemo(() => all.filter((each) => each.of === of), [all, of]);
  return { series, of, kinds, setOf };
}

interface ReplaysProps {
  readonly series: readonly SeriesView[];
  readonly of: SeriesOf;
  /** Chooses between what is stored; null where there is but one kind. */
  readonly kinds: ReactNode;
}

function OfKind({ all }: { readonly all: readonly SeriesView[] }) {
  const { series, of, kinds, setOf } = useSeriesOf(all);
  const choice =
    kinds.length < 2 ? null : (
      <Segmented
        label={say('Which candles')}
        options={[
          { value: 'imported', label: say('imported') },
          { value: 'market', label: say('of the market') },
        ]}
        value={of}
        onChange={setOf}
      />
    );
  // What was imported meanwhile begins chosen; series of the market only grow longer.
  const names = of === 'imported' ? series.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`) : [];
  return <Replays key={[of, ...names].join()} series={series} of={of} kinds={choice} />;
}

function Replays({ series, of, kinds }: ReplaysProps) {
  const { replays, chosen, setChosen, onEnd, start } = useReplays();
  const assumed = useAssumed();
  const [draft, setDraft] = useState<ReplayDraft>(() =>
    freshDraft(series, storedTimeframes(series)[0] ?? '15m', CAPITAL),
  );
  const plan = useMemo(() => replayPlan(series, draft, of), [series, draft, of]);
  const shown = shownRun(chosen, replays);
  const busy = start.isPending || replays.some(({ state }) => state === 'running');
  return (
    <Screen>
      <div className="left">
        <SetupPanel
          {...{ series, kinds, assumed, draft, plan, busy }}
          onDraft={setDraft}
          failure={start.isError ? failureWords(start.error) : null}
          onStart={() => {
            if (plan.ok) start.mutate(plan.request);
          }}
        />
        <EarlierPanel
          replays={replays}
          shown={shown?.id ?? null}
          onShow={({ id, state }) => setChosen({ id, live: state === 'running' })}
        />
      </div>
      <div>
        {shown === null && <FirstRun />}
        {shown !== null && shown.live && <LiveRun key={shown.id} id={shown.id} onEnd={onEnd} />}
        {shown !== null && !shown.live && <StoredRun key={shown.id} id={shown.id} />}
      </div>
    </Screen>
  );
}

function failureWords(error: unknown): string {
  const { code, sentence } = describeError(error);
  return `${code}: ${sentence}`;
}

/** Stored candles through the whole path: set up, watch, report. */
export function ReplayScreen() {
  const query = useQuery({ ...useApi().market.series.queryOptions(), refetchOnMount: 'always' });
  if (query.data !== undefined && query.data.length > 0) return <OfKind all={query.data} />;
  return (
    <Screen style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {query.data !== undefined && <NoSeries />}
      {query.data === undefined && query.isError && (
        <Panel label={say('Replay')}>
          <EmptyNote title={say('The stored series could not be read')}>{failureWords(query.error)}</EmptyNote>
        </Panel>
      )}
      {query.data === undefined && !query.isError && (
        <Panel label={say('Replay')}>
          <LoadingRows rows={8} />
        </Panel>
      )}
    </Screen>
  );
}
