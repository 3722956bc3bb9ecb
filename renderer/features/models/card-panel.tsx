import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useClient } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { withTrueMinus } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { ReasonDialog, type ReasonQuestion } from '#renderer/ui/reason-dialog.tsx';
import { ScrollGrid } from '#renderer/ui/settings-page.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { VerdictHead } from '#renderer/ui/verdict-head.tsx';
import type { ModelRow } from '#shared/contract/models.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { CurvePart, FeaturesPart, FoldsPart, OriginPart, WorthPart } from './card-parts.tsx';
import { KIND_WORDS, STATE_WORDS, weightVerdict } from './model-words.ts';

const ORIGIN = {
  from: say('Training on stored candles; the worth on cases the model had not seen'),
  kind: 'market',
} as const;

const Body = styled(ScrollGrid)({
  padding: '12px 16px 16px',
  gap: '18px 28px',
  gridTemplateColumns: 'minmax(0, 1.15fr) minmax(0, 1fr)',
  '& > .wide': { gridColumn: '1 / -1' },
});

const Acts = styled('div')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '10px 16px',
  borderTop: `1px solid ${tone.line}`,
  '& p': { flex: 1, fontSize: 11.5, color: tone.text2, lineHeight: 1.4 },
});

type Act = 'adopt' | 'retire';

function questionOf(act: Act, { timeframe }: ModelRow): ReasonQuestion {
  if (act === 'adopt')
    return {
      title: say('Let this model speak on {timeframe}?', { timeframe }),
      sentence: say(
        'Its opinion counts in the score of every symbol on {timeframe} from now on. Another model that speaks there is retired.',
        { timeframe },
      ),
      confirm: say('Adopt model'),
      stops: false,
    };
  return {
    title: say('Take this model out of use?'),
    sentence: say('It is not heard any more; the model agent abstains until another one is adopted. Its card stays.'),
    confirm: say('Retire model'),
    stops: true,
  };
}

function Actions({ model }: { readonly model: ModelRow }) {
  const client = useClient();
  const { row } = useRow('status');
  const { pending, failure, run, reset } = useAction();
  const [act, setAct] = useState<Act | null>(null);
  const readOnly = row?.journal.readOnly === true;
  const confirm = async (reason: string) => {
    if (act === null) return;
    const { key: id } = model;
    const done = await run(() =>
      act === 'adopt' ? client.models.adopt({ id, reason }) : client.models.retire({ id, reason }),
    );
    if (done !== null) setAct(null);
  };
  const ask = (next: Act | null) => {
    reset();
    setAct(next);
  };
  const mayAdopt = model.mayWeigh && model.state !== 'adopted' && model.state !== 'unusable';
  return (
    <Acts>
      <p>
        {mayAdopt || model.state === 'adopted'
          ? say('Both take a reason and stand in the journal.')
          : say('Only a model whose whole interval lies above the base rate can be adopted.')}
      </p>
      {mayAdopt && (
        <Button variant="contained" disabled={readOnly} onClick={() => ask('adopt')}>
          {say('Adopt…')}
        </Button>
      )}
      {model.state !== 'retired' && (
        <Button color="error" variant="outlined" disabled={readOnly} onClick={() => ask('retire')}>
          {say('Retire…')}
        </Button>
      )}
      <ReasonDialog
        question={act === null ? null : questionOf(act, model)}
        pending={pending}
        failure={failure}
        onConfirm={(reason) => void confirm(reason)}
        onClose={() => ask(null)}
      />
    </Acts>
  );
}

function Head({ model }: { readonly model: ModelRow }) {
  const { weighs, answer, why } = weightVerdict(model);
  const { word, tone: colour } = STATE_WORDS[model.state];
  return (
    <VerdictHead
      question={say('{timeframe}, {kind}: does it count?', {
        timeframe: model.timeframe,
        kind: KIND_WORDS[model.kind],
      })}
      answer={<span style={{ color: weighs ? tone.up : tone.text }}>{answer}</span>}
      detail={withTrueMinus(why)}
      mark={<Tag tone={colour}>{word}</Tag>}
    />
  );
}

/** One model in full: whether it counts and why, what it was worth, what moves it, how it was made. */
export function CardPanel({ model }: { readonly model: ModelRow }) {
  const { models } = useApi();
  const usable = model.state !== 'unusable';
  const query = useQuery({ ...models.card.queryOptions({ input: { id: model.key } }), retry: false, enabled: usable });
  const card = usable ? query.data : undefined;
  const source = usable ? { source: querySource(query) } : {};
  return (
    <Panel label={say('Model card')} origin={ORIGIN} header={<Head model={model} />} {...source}>
      {!usable && <EmptyNote title={say('Its card cannot be read')}>{told(model.reason)}</EmptyNote>}
      {usable && card === undefined && <LoadingRows rows={8} />}
      {card !== undefined && (
        <Body tabIndex={0} role="group" aria-label={say('Card')}>
          <WorthPart outOfSample={card.outOfSample} />
          <CurvePart outOfSample={card.outOfSample} />
          <FeaturesPart features={card.features} />
          <FoldsPart folds={card.outOfSample.folds} />
          <div className="wide">
            <OriginPart card={card} />
          </div>
        </Body>
      )}
      <Actions key={model.key} model={model} />
    </Panel>
  );
}
