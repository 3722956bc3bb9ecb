import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ThrottleView } from '#shared/contract/throttle.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow, useNow } from '#renderer/data/use-now.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { ReasonDialog, type ReasonQuestion } from '#renderer/ui/reason-dialog.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import { say } from '#shared/language/words.ts';
import { CapList, WaitingList } from './cap-list.tsx';
import { intakeWords } from './cap-words.ts';

const Scroll = styled('div')({ flex: 1, minHeight: 0, overflow: 'auto', padding: '4px 0 8px' });

const QUESTIONS: Readonly<Record<'pause' | 'resume', ReasonQuestion>> = {
  pause: {
    title: say('Pause the intake of signals?'),
    sentence: say(
      'From now on every signal is refused, also those that wait. Positions, stops and resting orders are not touched. It stays paused over a restart until a person resumes it.',
    ),
    confirm: say('Pause intake'),
    stops: true,
  },
  resume: {
    title: say('Take signals again?'),
    sentence: say('Signals that come from now on go their way. What was refused meanwhile stays refused.'),
    confirm: say('Take signals'),
    stops: false,
  },
};

/** Pauses and resumes the intake; either takes a reason, which is journaled. */
function IntakeSwitch({ paused }: { readonly paused: boolean }) {
  const [asked, setAsked] = useState<'pause' | 'resume' | null>(null);
  const api = useApi();
  const close = () => setAsked(null);
  const pause = useMutation(api.throttle.pause.mutationOptions({ onSuccess: close }));
  const resume = useMutation(api.throttle.resume.mutationOptions({ onSuccess: close }));
  const call = asked === 'resume' ? resume : pause;
  const ask = (what: 'pause' | 'resume') => {
    pause.reset();
    resume.reset();
    setAsked(what);
  };
  return (
    <>
      {paused ? (
        <Button variant="outlined" onClick={() => ask('resume')} sx={{ flex: 'none' }}>
          {say('Resume…')}
        </Button>
      ) : (
        <Button variant="outlined" color="error" onClick={() => ask('pause')} sx={{ flex: 'none' }}>
          {say('Pause…')}
        </Button>
      )}
      <ReasonDialog
        question={asked === null ? null : QUESTIONS[asked]}
        pending={call.isPending}
        failure={call.isError ? describeError(call.error) : null}
        onConfirm={(reason) => call.mutate({ reason })}
        onClose={close}
      />
    </>
  );
}

function Content({ view, now }: { readonly view: ThrottleView; readonly now: number }) {
  const { rows, status } = useRows('caps');
  if (status === 'loading') return <LoadingRows rows={5} />;
  if (status === 'failed') return <EmptyNote title={say('How full the caps are is not known')} />;
  return (
    <Scroll ref={scrollStop}>
      <CapList caps={rows} now={now} />
      <WaitingList view={view} now={now} />
    </Scroll>
  );
}

/** Whether signals are taken, how full the caps are, and what waits. */
export function IntakePanel() {
  const { row, ...live } = useRow('throttle');
  const hostNow = useHostNow();
  const here = useNow();
  const now = hostNow ?? here;
  const words = row === null ? null : intakeWords(row, now);
  const head = (
    <VerdictHead
      question={say('Are signals taken?')}
      answer={
        <>
          <span style={{ flex: 1, minWidth: 0, ...(words?.level === 'stop' ? { color: tone.down } : {}) }}>
            {words?.sentence ?? '…'}
          </span>
          {row !== null && <IntakeSwitch paused={row.pause.paused} />}
        </>
      }
      detail={words?.detail ?? say('Asking the host.')}
      mark={
        <DataMark
          from={say('The signals that came in, as the journal has them')}
          provenance="measured"
          asOf={live.receivedAt}
          now={here}
        />
      }
    />
  );
  return (
    <Panel label={say('Intake and caps')} header={head} source={live}>
      {row === null ? <LoadingRows rows={5} /> : <Content view={row} now={now} />}
    </Panel>
  );
}
