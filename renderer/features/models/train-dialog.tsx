import Checkbox from '@mui/material/Checkbox';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { followToEnd } from '#renderer/data/long-work.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SeriesView } from '#shared/contract/market.ts';
import { say } from '#shared/language/words.ts';
import { spanWords } from './model-words.ts';
import {
  firstTimeframe,
  freshTraining,
  trainableSeries,
  trainableTimeframes,
  trainingEnd,
  trainingPlan,
  type TrainingDraft,
  type TrainingPlan,
} from './training-plan.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';

const Symbols = styled('fieldset')({
  margin: 0,
  minWidth: 0,
  padding: '4px 8px',
  maxHeight: 176,
  overflow: 'auto',
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 6,
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(224px, 1fr))',
  '& legend': { padding: '0 4px', fontSize: 11, color: tone.text3 },
  '& label': { display: 'flex', alignItems: 'center', gap: 4, minWidth: 0, fontSize: 12 },
  '& small': { color: tone.text3, fontSize: 10.5, whiteSpace: 'nowrap' },
  '& .MuiCheckbox-root': { padding: 3 },
});

const Row = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center', fontSize: 12 });

const KINDS = [
  { value: 'auto', label: say('Whichever is better') },
  { value: 'logistic', label: say('Logistic') },
  { value: 'trees', label: say('Trees') },
  { value: 'onnx', label: say('My own (ONNX)') },
] as const;

interface FieldsProps {
  readonly series: readonly SeriesView[];
  readonly draft: TrainingDraft;
  readonly onDraft: (draft: TrainingDraft) => void;
}

function SymbolFields({ series, draft, onDraft }: FieldsProps) {
  const shown = series.filter(({ timeframe }) => timeframe === draft.timeframe);
  const toggle = (symbol: string) => {
    const symbols = new Set(draft.symbols);
    if (!symbols.delete(symbol)) symbols.add(symbol);
    onDraft({ ...draft, symbols });
  };
  return (
    <Symbols tabIndex={0}>
      <legend>{say('Symbols, {chosen} of {all}', { chosen: draft.symbols.size, all: shown.length })}</legend>
      {shown.map(({ symbol, coin, from, to }) => (
        <label key={symbol}>
          <Checkbox size="small" checked={draft.symbols.has(symbol)} onChange={() => toggle(symbol)} />
          <b style={{ fontWeight: 600 }}>{coin}</b>
          <small>{spanWords(from, to - 1)}</small>
        </label>
      ))}
    </Symbols>
  );
}

function SpanFields({ draft, onDraft }: Omit<FieldsProps, 'series'>) {
  const day = { inputLabel: { shrink: true } };
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12, marginTop: 6 }}>
      <TextField
        size="small"
        type="date"
        label={say('From, UTC')}
        value={draft.fromDay}
        onChange={({ target }) => onDraft({ ...draft, fromDay: target.value })}
        slotProps={day}
      />
      <TextField
        size="small"
        type="date"
        label={say('To, included')}
        value={draft.toDay}
        onChange={({ target }) => onDraft({ ...draft, toDay: target.value })}
        slotProps={day}
      />
    </div>
  );
}

function KindFields({ draft, onDraft }: Omit<FieldsProps, 'series'>) {
  return (
    <>
      <Row>
        <span style={{ color: tone.text3 }}>{say('Kind')}</span>
        <Segmented
          label={say('Kind of model')}
          options={KINDS}
          value={draft.kind}
          onChange={(kind) => onDraft({ ...draft, kind })}
        />
      </Row>
      {draft.kind === 'onnx' && (
        <TextField
          size="small"
          label={say('File, on the machine the core runs on')}
          value={draft.file}
          onChange={({ target }) => onDraft({ ...draft, file: target.value })}
          helperText={say('It is measured, not trained: its own training must have ended before this span.')}
          slotProps={{ htmlInput: { maxLength: 1_000, spellCheck: false, autoComplete: 'off' } }}
        />
      )}
    </>
  );
}

function planWords(plan: TrainingPlan): string {
  if (!plan.ok) return plan.problem;
  const { cases, outOfSample, request } = plan;
  return say(
    'About {cases} cases of {count, plural, one {# symbol} other {# symbols}}, {tested} of them tested on what was not seen.{few, select, yes { Fewer than {least} out of sample: it will get no weight.} other {}}',
    {
      cases: formatCount(cases),
      count: request.symbols.length,
      tested: formatCount(outOfSample),
      few: outOfSample < request.minCases ? 'yes' : 'no',
      least: formatCount(request.minCases),
    },
  );
}

interface FormProps {
  readonly series: readonly SeriesView[];
  readonly onStarted: (run: string) => void;
  readonly onClose: () => void;
}

const ORIGIN = {
  from: say('Counted over the stored candles chosen, up to the newest'),
  kind: 'estimated',
  short: true,
} as const;

function TrainForm({ series, onStarted, onClose }: FormProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const [draft, setDraft] = useState<TrainingDraft>(() => freshTraining(series, firstTimeframe(series)));
  const plan = trainingPlan(series, draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!plan.ok) return;
    const started = await run(() => client.models.train(plan.request));
    if (started === null) return;
    void followToEnd(['/models'], client.models.progress({ run: started.run }), trainingEnd);
    onStarted(started.run);
  };
  const timeframes = trainableTimeframes(series).map((value) => ({ value, label: value }));
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('Training')}>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Words>
          {say(
            'It learns from stored candles which side did better, and is tested on spans that come after what it learnt from. It runs beside the core and changes nothing by itself.',
          )}
        </Words>
        <Row>
          <span style={{ color: tone.text3 }}>{say('Timeframe')}</span>
          <Segmented
            label={say('Timeframe')}
            options={timeframes}
            value={draft.timeframe}
            onChange={(timeframe) =>
              setDraft({ ...freshTraining(series, timeframe), kind: draft.kind, file: draft.file })
            }
          />
        </Row>
        <SymbolFields series={series} draft={draft} onDraft={setDraft} />
        <SpanFields draft={draft} onDraft={setDraft} />
        <KindFields draft={draft} onDraft={setDraft} />
        <div style={{ display: 'flex', gap: 12, minHeight: 34, fontSize: 12, color: tone.text2 }}>
          <p role="status" aria-label={say('Estimate')} style={{ flex: 1 }}>
            {planWords(plan)}
          </p>
          <OriginOf {...ORIGIN} asOf={Math.max(...series.map(({ to }) => to))} />
        </div>
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={draft.kind === 'onnx' ? say('Start measuring') : say('Start training')}
        disabled={!plan.ok || pending}
        onCancel={onClose}
      />
    </form>
  );
}

const NO_CANDLES = say(
  'A model is trained on stored candles. Bring some in with "zmart import candles", or let the program run: it keeps what it sees.',
);

function Content(props: Omit<FormProps, 'series'>) {
  const { market } = useApi();
  const query = useQuery(market.series.queryOptions());
  if (query.data === undefined) return <LoadingRows rows={5} />;
  const own = query.data.filter(({ of }) => of === 'market');
  if (own.length === 0) return <EmptyNote title={say('No candles are stored')}>{NO_CANDLES}</EmptyNote>;
  return <TrainForm series={trainableSeries(own)} {...props} />;
}

/** What to train a model on, with about how many cases that gives. */
export function TrainDialog({ open, ...rest }: Omit<FormProps, 'series'> & { readonly open: boolean }) {
  return (
    <ActionDialog open={open} title={say('Train a model')} onClose={rest.onClose} width="sm">
      <Content {...rest} />
    </ActionDialog>
  );
}
