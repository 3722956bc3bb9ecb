import type { ReactNode } from 'react';
import type { FunnelView } from '#shared/contract/signal.ts';
import { say } from '#shared/language/words.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { formatR } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import { funnelSummary, unbalanced } from './funnel-math.ts';
import { FunnelRows } from './funnel-rows.tsx';

const HOUR = 3_600_000;

/** The length of the window, in hours as soon as it has any: a day is 24 h. */
const windowWords = (ms: number): string =>
  ms < HOUR ? formatAge(ms) : say('{hours} h', { hours: Math.round(ms / HOUR) });

const strong = (inside: ReactNode): ReactNode => <b style={{ color: tone.text, fontWeight: 600 }}>{inside}</b>;

function Detail({ funnel }: { readonly funnel: FunnelView }) {
  const wrong = unbalanced(funnel.stages);
  if (wrong.length > 0) {
    const names = wrong.map(({ key }) => key).join(', ');
    return <span style={{ color: tone.down }}>{say('The counts of {stages} do not add up', { stages: names })}</span>;
  }
  const { unfinished } = funnelSummary(funnel.stages);
  const { meanR } = funnel.outcomes;
  const values = { span: windowWords(funnel.to - funnel.from), unfinished, b: strong };
  return meanR === null
    ? rich('In {span}; <b>{unfinished, plural, =0 {none} one {#} other {#}} unfinished</b>', values)
    : rich('In {span}; <b>{unfinished, plural, =0 {none} one {#} other {#}} unfinished</b>. Mean result {result}', {
        ...values,
        result: formatR(meanR),
      });
}

function MachineHead({ funnel, now }: { readonly funnel: FunnelView; readonly now: number | null }) {
  const { received, orders } = funnelSummary(funnel.stages);
  const answer =
    received === 0
      ? say('No signal yet')
      : say(
          '{signals, plural, one {# signal} other {# signals}} became {orders, plural, one {# order} other {# orders}}',
          { signals: received, orders },
        );
  return (
    <VerdictHead
      question={say('What is the machine doing?')}
      mark={
        <DataMark
          from={say('Every signal of the last 24 h in the journal, by where it ended')}
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
