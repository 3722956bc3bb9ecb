import { styled } from '@mui/material/styles';
import type { InstrumentView } from '#shared/contract/market.ts';
import { say } from '#shared/language/words.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useDraft, type Draft } from '../draft.ts';
import { TWAP } from '../order-words.ts';
import { addedTo, type DraftFacts } from './derive.ts';
import { takesPrice } from './draft-ticket.ts';
import { Field } from './field.tsx';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 24,
  fontSize: 11.5,
  color: tone.text2,
  '& input[type=range]': { flex: 1, minWidth: 0, accentColor: tone.king },
  '& output': { minWidth: 34, textAlign: 'right', color: tone.text, fontWeight: 550 },
  '& > span:first-of-type': { color: tone.text3, fontSize: 11, flex: 'none' },
});

const Tick = styled('label')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  fontSize: 12,
  color: tone.text,
  '& input': { accentColor: tone.king, margin: 0 },
  '&[data-off=true]': { color: tone.text3 },
  '& small': { fontSize: 11, color: tone.text3 },
});

const Three = styled('div')({ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 8 });

const More = styled('details')({
  '& > summary': { cursor: 'pointer', fontSize: 11.5, color: tone.text2, padding: '2px 0' },
  '& > summary:focus-visible': { outline: `2px solid ${tone.king}` },
  '& > div': { display: 'grid', gap: 8, paddingTop: 6 },
});

const whole = (text: string, least: number, most: number): number | null => {
  const value = Number(text.trim());
  return text.trim() === '' || !Number.isInteger(value) ? null : Math.min(most, Math.max(least, value));
};

/** Leverage with the one the limits allow where none is named. */
export function Leverage({ draft, facts }: { readonly draft: Draft; readonly facts: DraftFacts | null }) {
  const patch = useDraft((state) => state.patch);
  const { position = null, leverage: limit = null, instrument } = facts ?? {};
  const held = addedTo(draft, position);
  const most = instrument?.maxLeverage ?? 1;
  const named = draft.leverage !== null;
  const known = named || limit !== null;
  const shown = draft.leverage ?? limit ?? 1;
  return (
    <Row>
      <span id="ticket-leverage">{say('Leverage')}</span>
      <input
        type="range"
        min={1}
        max={most}
        step={1}
        value={Math.min(most, shown)}
        disabled={held !== null}
        aria-labelledby="ticket-leverage"
        aria-valuetext={
          named ? say('{times} times', { times: shown }) : say('{times} times, the limit', { times: shown })
        }
        onChange={(event) => patch({ leverage: Number(event.target.value) })}
      />
      <output>{known ? `${String(shown)}×` : '–'}</output>
      {named && held === null && (
        <button type="button" className="link" onClick={() => patch({ leverage: null })}>
          {say('Limit')}
        </button>
      )}
    </Row>
  );
}

const TIMES_IN_FORCE = (['gtc', 'ioc', 'fok'] as const).map((value) => ({ value, label: value.toUpperCase() }));

/** Time in force, post-only and reduce-only, each with the reason where it cannot be. */
export function Flags({ draft }: { readonly draft: Draft }) {
  const patch = useDraft((state) => state.patch);
  const limit = takesPrice(draft.kind);
  const noPost = !limit ? say('needs a limit entry') : draft.timeInForce === 'gtc' ? '' : say('needs GTC');
  return (
    <>
      <Row>
        <Tick>
          <input
            type="checkbox"
            checked={draft.reduceOnly}
            onChange={(event) => patch({ reduceOnly: event.target.checked, active: true })}
          />
          {say('Reduce-only')}
        </Tick>
        <Tick data-off={noPost !== ''}>
          <input
            type="checkbox"
            checked={draft.postOnly && noPost === ''}
            disabled={noPost !== ''}
            onChange={(event) => patch({ postOnly: event.target.checked })}
          />
          {say('Post-only')} {noPost !== '' && <small>{noPost}</small>}
        </Tick>
      </Row>
      {limit && (
        <Row>
          <span>{say('Time in force')}</span>
          <Segmented
            label={say('Time in force')}
            options={TIMES_IN_FORCE}
            value={draft.timeInForce}
            onChange={(timeInForce) => patch({ timeInForce })}
          />
        </Row>
      )}
    </>
  );
}

type MethodName = 'one' | 'twap' | 'iceberg';

/** Which ways of working a kind of order knows. */
const methodsOf = ({ kind }: Draft): readonly { readonly value: MethodName; readonly label: string }[] => [
  { value: 'one', label: say('At once') },
  ...(kind === 'market' || kind === 'limit' ? [{ value: 'twap', label: TWAP } as const] : []),
  ...(kind === 'limit' ? [{ value: 'iceberg', label: say('Iceberg') } as const] : []),
];

const fresh = (name: MethodName, lots: number | null): Draft['method'] => {
  if (name === 'twap') return { kind: 'twap', minutes: 15, slices: 15 };
  return name === 'iceberg' ? { kind: 'iceberg', visibleLots: Math.max(1, Math.floor((lots ?? 10) / 10)) } : null;
};

function Method({ draft }: { readonly draft: Draft }) {
  const patch = useDraft((state) => state.patch);
  const { method, lots } = draft;
  return (
    <>
      <Row>
        <span>{say('Worked')}</span>
        <Segmented<MethodName>
          label={say('How it is worked')}
          options={methodsOf(draft)}
          value={method?.kind ?? 'one'}
          onChange={(name) => patch({ method: fresh(name, lots), ...(name === 'one' ? {} : { timeInForce: 'gtc' }) })}
        />
      </Row>
      {method?.kind === 'twap' && (
        <Three>
          <Field
            label={say('Over, minutes')}
            value={String(method.minutes)}
            onChange={(text) => patch({ method: { ...method, minutes: whole(text, 1, 1_440) ?? 1 } })}
          />
          <Field
            label={say('Parts')}
            value={String(method.slices)}
            onChange={(text) => patch({ method: { ...method, slices: whole(text, 1, 1_000) ?? 1 } })}
          />
        </Three>
      )}
      {method?.kind === 'iceberg' && (
        <Three>
          <Field
            label={say('Shown, contracts')}
            value={String(method.visibleLots)}
            onChange={(text) => patch({ method: { ...method, visibleLots: whole(text, 1, 1_000_000_000) ?? 1 } })}
          />
        </Three>
      )}
    </>
  );
}

const HOURS_MOST = 8_760;

/** What is seldom asked for: a stop that trails, a time to hold, parts. Open while one of them is set. */
export function MoreTerms({
  draft,
  instrument,
  adds,
}: {
  readonly draft: Draft;
  readonly instrument: InstrumentView | null;
  readonly adds: boolean;
}) {
  const patch = useDraft((state) => state.patch);
  const used = draft.method !== null || draft.trail !== '' || draft.holdHours !== null;
  return (
    <More open={used || undefined}>
      <summary>{say('Trailing stop, time to hold, TWAP, iceberg')}</summary>
      <div>
        {!adds && (
          <Three>
            <Field
              label={
                instrument === null ? say('Trail by, USDT') : say('Trail by, tick {tick}', { tick: instrument.tick })
              }
              value={draft.trail}
              placeholder={say('stays')}
              onChange={(text) => patch({ trail: text.trim() })}
            />
            <Field
              label={say('Close after, hours')}
              value={draft.holdHours === null ? '' : String(draft.holdHours)}
              placeholder={say('never')}
              onChange={(text) => patch({ holdHours: whole(text, 1, HOURS_MOST) })}
            />
          </Three>
        )}
        <Method draft={draft} />
      </div>
    </More>
  );
}
