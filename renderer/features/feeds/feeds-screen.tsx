import { styled } from '@mui/material/styles';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import { say } from '#shared/language/words.ts';
import { DetailPanel } from './detail-panel.tsx';
import { FeedTable } from './feed-table.tsx';
import { freshVerdict, type FreshVerdict } from './feed-words.ts';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateRows: 'auto minmax(0, 1fr)',
});

const LEVEL_COLOURS: Readonly<Record<FreshVerdict['level'], string>> = {
  ok: tone.text,
  warn: tone.warn,
  stop: tone.down,
  unknown: tone.text2,
};

/** The feeds as a whole, under the answer to what one wants to know first. */
function FeedsPanel() {
  const live = useRows('feeds');
  const { rows } = useRows('feedSymbols');
  const now = useNow();
  const verdict = freshVerdict(live.rows, rows);
  const waiting = live.status === 'loading';
  // A row whose age stays the same is not told anew: the age itself says how fresh it is.
  const newest = Math.min(...live.rows.map(({ ageMs }) => ageMs ?? Number.POSITIVE_INFINITY));
  const provenance = live.rows.some((feed) => feed.provenance === 'simulated') ? 'simulated' : 'measured';
  return (
    <Panel
      label={say('Feeds')}
      source={live}
      header={
        <VerdictHead
          question={say('Is the market data fresh?')}
          answer={waiting ? '…' : <span style={{ color: LEVEL_COLOURS[verdict.level] }}>{verdict.sentence}</span>}
          detail={waiting ? say('Asking the host.') : verdict.detail}
          mark={
            <DataMark
              from={say("The times at which messages of each feed came, by this machine's clock")}
              provenance={provenance}
              asOf={Number.isFinite(newest) ? now - newest : null}
              now={now}
            />
          }
        />
      }
    >
      {waiting ? <LoadingRows rows={1} height={40} /> : <FeedTable feeds={live.rows} contracts={rows} now={now} />}
    </Panel>
  );
}

/** The health of the market data: how old, how late, how often it failed. */
export function FeedsScreen() {
  return (
    <Screen>
      <FeedsPanel />
      <DetailPanel />
    </Screen>
  );
}
