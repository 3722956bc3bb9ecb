import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useCallback, useState } from 'react';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { ModelRow } from '#shared/contract/models.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { say, verbatim } from '#shared/language/words.ts';
import { CardPanel } from './card-panel.tsx';
import { ModelsTable } from './models-table.tsx';
import { TrainDialog } from './train-dialog.tsx';
import { TrainingPanel } from './training-panel.tsx';
import { useRunning } from './use-training.ts';

const ORIGIN = {
  from: say('Training on stored candles; the worth of each model on cases it had not seen'),
  kind: 'market',
} as const;

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'clamp(384px, 27vw, 500px) minmax(0, 1fr)',
  gridTemplateRows: 'minmax(0, 1fr)',
});

function headNote(models: readonly ModelRow[]): string {
  const speaking = models.filter(({ state }) => state === 'adopted').length;
  return say(
    '{count, plural, one {# model} other {# models}}, {speaking, plural, =0 {none speaks} one {# in use} other {# in use}}',
    { count: models.length, speaking },
  );
}

const newestFirst = (models: readonly ModelRow[]): readonly ModelRow[] =>
  [...models].sort((a, b) => b.trainedAt - a.trainedAt);

/** The run that is shown: one under way, or one that ended here and was not closed. */
function useShownRun() {
  const { run: running, look } = useRunning();
  const [shown, setShown] = useState<string | null>(null);
  const [closed, setClosed] = useState<string | null>(null);
  if (running !== null && running !== shown && running !== closed) setShown(running);
  const close = () => {
    setClosed(shown);
    setShown(null);
  };
  const show = (run: string) => {
    setShown(run);
    look();
  };
  return { shown, show, close };
}

/** What brings stored candles in, as it is typed. */
const IMPORT = verbatim('zmart import candles');

function NoModels() {
  return (
    <EmptyNote title={say('No model yet')}>
      {rich(
        'The model agent abstains until you train one and adopt it. What it needs: stored candles of some symbols ({command}, or what the program saw), at least 500 cases it had not seen, and a gain over the base rate that is not chance. Expect it to abstain: on most candles there is nothing to learn.',
        { command: <code>{IMPORT}</code> },
      )}
    </EmptyNote>
  );
}

/** The trained models with their cards: train, adopt, retire. */
export function ModelsScreen() {
  const live = useRows('models');
  const { row } = useRow('status');
  const [picked, setPicked] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const { shown, show, close } = useShownRun();
  const models = newestFirst(live.rows);
  const chosen =
    models.find(({ key }) => key === picked) ?? models.find(({ state }) => state === 'adopted') ?? models[0] ?? null;
  const onTrained = useCallback((id: string) => setPicked(id), []);
  const started = (run: string) => {
    setAsking(false);
    show(run);
  };
  const head = (
    <PanelHead title={say('Models')} note={headNote(models)}>
      <Button
        variant="contained"
        disabled={row?.journal.readOnly === true}
        onClick={() => setAsking(true)}
        sx={{ py: '2px' }}
      >
        {say('Train…')}
      </Button>
    </PanelHead>
  );
  return (
    <Screen>
      <Panel label={say('Models')} origin={ORIGIN} header={head} source={live}>
        {shown !== null && <TrainingPanel key={shown} run={shown} onTrained={onTrained} onClose={close} />}
        {live.status === 'loading' && <LoadingRows rows={4} />}
        {live.status !== 'loading' && models.length === 0 && <NoModels />}
        {models.length > 0 && <ModelsTable models={models} chosen={chosen?.key ?? null} onChoose={setPicked} />}
      </Panel>
      {chosen === null ? (
        <Panel label={say('Model card')} header={<PanelHead title={say('Model card')} />}>
          <EmptyNote title={say('Nothing to show')}>
            {say(
              'The card of a model says what it was worth on cases it had not seen, what moves it, and how it was made.',
            )}
          </EmptyNote>
        </Panel>
      ) : (
        <CardPanel key={chosen.key} model={chosen} />
      )}
      <TrainDialog open={asking} onStarted={started} onClose={() => setAsking(false)} />
    </Screen>
  );
}
