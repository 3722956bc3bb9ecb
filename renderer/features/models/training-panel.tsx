import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useRemaining } from '#renderer/data/use-remaining.ts';
import { formatPercent } from '#renderer/ui/format.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { shareOf, WorkBar } from '#renderer/ui/work-bar.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import type { TrainingState } from './training-plan.ts';
import { useTraining } from './use-training.ts';

const Strip = styled('section')({
  flex: 'none',
  padding: '10px 16px 12px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 12,
  lineHeight: 1.4,
  color: tone.text2,
  '& .line': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 24 },
  '& .line > span:nth-of-type(2)': { flex: 1, minWidth: 0 },
});

const ENDS = {
  trained: { word: say('TRAINED'), tone: 'up' },
  canceled: { word: say('CANCELED'), tone: 'neutral' },
  failed: { word: say('FAILED'), tone: 'down' },
} as const;

function endWords(state: Extract<TrainingState, { kind: keyof typeof ENDS }>): string {
  if (state.kind === 'trained') return say('Its card stands at the right.');
  return state.kind === 'canceled' ? say('Nothing was kept.') : state.problem;
}

function Ended({
  state,
  onClose,
}: {
  state: Extract<TrainingState, { kind: keyof typeof ENDS }>;
  onClose: () => void;
}) {
  const { word, tone: colour } = ENDS[state.kind];
  return (
    <Strip aria-label={say('Training')} role="status">
      <div className="line">
        <Tag tone={colour}>{word}</Tag>
        <span>{endWords(state)}</span>
        <Button onClick={onClose} sx={{ py: 0 }}>
          {say('Close')}
        </Button>
      </div>
    </Strip>
  );
}

interface UnderWayProps {
  readonly run: string;
  readonly state: Extract<TrainingState, { kind: 'waiting' | 'progress' }>;
}

function UnderWay({ run, state }: UnderWayProps) {
  const client = useClient();
  const { pending, failure, run: act } = useAction();
  const { done, total } = state.kind === 'progress' ? state : { done: 0, total: 0 };
  const what = state.kind === 'progress' ? told(state.what) : say('starting');
  const leftMs = useRemaining({ done, total });
  const words = `${formatPercent(shareOf({ done, total }), 0)}, ${what}`;
  return (
    <Strip aria-label={say('Training')}>
      <div className="line">
        <Tag tone="info">{say('TRAINING')}</Tag>
        <div style={{ flex: 1, minWidth: 0 }}>
          <WorkBar label={say('Training')} {...{ done, total, leftMs, words }} />
        </div>
        <Button
          variant="outlined"
          color="error"
          disabled={pending}
          onClick={() => void act(() => client.models.cancel({ run }))}
          sx={{ py: 0 }}
        >
          {pending ? say('Canceling') : say('Cancel')}
        </Button>
      </div>
      <FailureWords failure={failure} />
    </Strip>
  );
}

interface TrainingPanelProps {
  readonly run: string;
  /** Told once, with the id of the model that was made. */
  readonly onTrained: (id: string) => void;
  readonly onClose: () => void;
}

/** A training under way: how far, about how long it takes, and a way to stop it; then how it ended. */
export function TrainingPanel({ run, onTrained, onClose }: TrainingPanelProps) {
  const state = useTraining(run);
  const made = state.kind === 'trained' ? state.id : null;
  useEffect(() => {
    if (made !== null) onTrained(made);
  }, [made, onTrained]);
  if (state.kind === 'waiting' || state.kind === 'progress') return <UnderWay run={run} state={state} />;
  return <Ended state={state} onClose={onClose} />;
}
