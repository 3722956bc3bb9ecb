import type { FunnelView } from '#shared/contract/signal.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { formatCount, formatR, THIN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import { funnelSummary, unbalanced } from './funnel-math.ts';
import { FunnelRows } from './funnel-rows.tsx';
import { say } from '#shared/language/words.ts';

const HOUR = 3_600_000;

/** The length of the window, in hours as soon as it has any: a day is 24 h. */
const windowWords = (ms: number): string => (ms < HOUR ? formatAge(ms) : `${String(Math.round(ms / HOUR))}${THIN}h`);

function Detail({ funnel }: { readonly funnel: FunnelView }) {
  const wrong = unbalanced(funnel.stages);
  if (wrong.length > 0) {
    const names = wrong.map(({ key }) => key).join(', ');
    return <span style={{ color: tone.down }}>{say('The counts of {names} do not add up', { names })}</span>;
  }
  const { unfinished } = funnelSummary(funnel.stages);
  const { meanR } = funnel.outcomes;
  return (
    <>
      {say('In')} {windowWords(funnel.to - funnel.from)};{' '}
      <b style={{ color: tone.text, fontWeight: 600 }}>
        {say('{unfinished} unfinished', { unfinished: unfinished === 0 ? 'none' : formatCount(unfinished) })}
      </b>
      {meanR !== null && <>{say('. Mean result {meanR}', { meanR: formatR(meanR) })}</>}
    </>
  );
}

function MachineHead({ funnel, now }: { readonly funnel: FunnelView; readonly now: number | null }) {
  const { received, orders } = funnelSummary(funnel.stages);
  const answer =
    received === 0
      ? say('No signal yet')
      : say(
          '{received, plural, one {# signal} other {# signals}} became {orders, plural, one {# order} other {# orders}}',
          { received, orders },
        );
  return (
    <VerdictHead
      question={say('What is the machine doing?')}
      mark={
        <DataMark
          from="Every signal of the last 24 h in the journal, by where it ended"
          provenance="measured"
          asOf={funnel.to}
          now={now}
        />
      }
      answer={<span>{answer}</span>}
      detail={<Detail funnel={funnel} />}
    />
  );
}

/** What the machine is doing: the funnel of the window, stage by stage, with the reasons. */
export function MachinePanel() {
  const live = useRow('funnel');
  const now = useHostNow();
  return (
    <Panel label={say('Machine')} source={live} className="machine">
      {live.row === null ? (
        <LoadingRows rows={7} />
      ) : (
        <>
          <MachineHead funnel={live.row} now={now} />
          <FunnelRows funnel={live.row} />
        </>
      )}
    </Panel>
  );
}
