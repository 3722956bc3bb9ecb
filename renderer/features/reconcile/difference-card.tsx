import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { Failure } from '#renderer/data/describe-error.ts';
import { formatQuantity, UNKNOWN, withTrueMinus } from '#renderer/ui/format.ts';
import { formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { DifferenceChoice, DifferenceSideView, DifferenceView } from '#shared/contract/reconcile.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import {
  CHOICE_WORDS,
  choiceWords,
  differing,
  isOrder,
  KIND_WORDS,
  quantityWords,
  sizeWords,
  STATE_NAMES,
  STATE_TONES,
  STATE_WORDS,
  workingWords,
} from './difference-words.ts';

const Card = styled('article')({
  padding: '12px 16px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 12,
  '&:focus-visible': { outlineOffset: -2 },
  '& header': { display: 'flex', alignItems: 'center', gap: 8 },
  '& h3': { fontSize: 13, fontWeight: 600, margin: 0 },
  '& header > em': { flex: 1, fontStyle: 'normal', color: tone.text2 },
  '& header > code': { fontFamily: FONT_MONO, fontSize: 11, color: tone.text3 },
  '& header > time': { fontSize: 11, color: tone.text3 },
  '& .sentence': { marginTop: 3, fontSize: 12.5, lineHeight: 1.4 },
  '& .sides': { marginTop: 8, display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10 },
  '& .choices': {
    marginTop: 9,
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 300px))',
    gap: '8px 20px',
    alignItems: 'start',
  },
  '& .choices > div': { display: 'grid', gap: 3, justifyItems: 'start' },
  '& .choices small': { fontSize: 11, color: tone.text2, lineHeight: 1.35 },
  '& .choices > p': { gridColumn: '1 / -1', color: tone.text2, fontSize: 11.5 },
  '& .refused': { marginTop: 8, color: tone.down, fontSize: 11.5 },
});

const Side = styled('section')({
  display: 'grid',
  gridTemplateColumns: '92px repeat(3, minmax(0, 1fr))',
  gap: '0 12px',
  alignItems: 'baseline',
  padding: '7px 12px',
  borderRadius: 6,
  background: tone.cell,
  '& h4': { margin: 0, fontSize: 11, fontWeight: 500, color: tone.text2 },
  '& .none': { gridColumn: '2 / -1', color: tone.text2 },
  '& dl': { display: 'contents' },
  '& dd': { fontWeight: 500, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& dd[data-differs=true]': { fontWeight: 700, color: tone.warn },
  '& dd small': { display: 'block', fontSize: 11, fontWeight: 400, color: tone.text3 },
});

/** What an empty side means where "nothing" does not say it. */
const NOTHING: Partial<Readonly<Record<DifferenceView['kind'], string>>> = {
  'stop-missing': say('no stop'),
  'order-unproven': say('not known'),
  'order-gone': say('not known'),
};

interface SideBoxProps {
  readonly title: string;
  readonly side: DifferenceSideView | null;
  readonly difference: DifferenceView;
}

function SideBox({ title, side, difference }: SideBoxProps) {
  const { kind } = difference;
  const order = isOrder(kind);
  const differs = differing(difference);
  return (
    <Side aria-label={title}>
      <h4>{title}</h4>
      {side === null && <span className="none">{NOTHING[kind] ?? say('nothing')}</span>}
      {side !== null && (
        <dl>
          <dd data-differs={differs.size} title={say('Contracts')}>
            {sizeWords(side, order)}
            <small>{quantityWords(side, difference.coin)}</small>
          </dd>
          {(order || side.price !== null) && (
            <dd data-differs={differs.price} title={say('Price in quote units')}>
              {side.price === null ? UNKNOWN : formatQuantity(side.price)}
              <small>{order ? say('price') : say('entry')}</small>
            </dd>
          )}
          {order && (
            <dd data-differs={differs.state} title={told(side.state)}>
              {told(side.state)}
              <small>{say('state')}</small>
            </dd>
          )}
        </dl>
      )}
    </Side>
  );
}

interface ChoicesProps {
  readonly difference: DifferenceView;
  readonly sending: boolean;
  readonly onChoose: (choice: DifferenceChoice) => void;
}

function Choices({ difference, sending, onChoose }: ChoicesProps) {
  const { state, choices } = difference;
  if (sending || state === 'working' || (state === 'open' && choices.length === 0)) {
    return (
      <div className="choices">
        <p role="status">{sending ? say('Your decision is on its way.') : workingWords(difference)}</p>
      </div>
    );
  }
  if (state !== 'open') return null;
  return (
    <div className="choices">
      {choices.map((choice) => (
        <div key={choice}>
          <Button
            variant="outlined"
            color={choice === 'close' ? 'error' : 'primary'}
            aria-describedby={`${difference.key}-${choice}`}
            onClick={() => onChoose(choice)}
            sx={{ py: 0.25 }}
          >
            {CHOICE_WORDS[choice]}
            {choice === 'close' ? '…' : ''}
          </Button>
          <small id={`${difference.key}-${choice}`}>{choiceWords(difference, choice)}</small>
        </div>
      ))}
    </div>
  );
}

interface DifferenceCardProps extends ChoicesProps {
  readonly now: number;
  /** True for the card that Tab reaches. */
  readonly current: boolean;
  readonly failure: Failure | null;
}

/** One difference: both sides, one sentence, and what can be done. */
export function DifferenceCard({ difference, now, current, failure, sending, onChoose }: DifferenceCardProps) {
  const { coin, kind, state, since, sentence, clientOrderId, venueOrderId } = difference;
  const id = clientOrderId ?? venueOrderId;
  return (
    <Card tabIndex={current ? 0 : -1} aria-label={`${coin}: ${KIND_WORDS[kind]}, ${STATE_NAMES[state]}`}>
      <header>
        <h3>{coin}</h3>
        <em>{KIND_WORDS[kind]}</em>
        {id !== null && <code title={id}>{id.length > 14 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id}</code>}
        <time title={say('Since {time} UTC', { time: formatMoment(since) })}>{formatSpan(now - since)}</time>
        <Tag tone={STATE_TONES[state]}>{STATE_WORDS[state]}</Tag>
      </header>
      <p className="sentence">{withTrueMinus(told(sentence))}</p>
      <div className="sides">
        <SideBox title={say('We hold')} side={difference.ours} difference={difference} />
        <SideBox title={say('The venue holds')} side={difference.theirs} difference={difference} />
      </div>
      <Choices difference={difference} sending={sending} onChoose={onChoose} />
      {failure !== null && (
        <p className="refused" role="alert">
          <b>{failure.code}</b> {failure.sentence}
        </p>
      )}
    </Card>
  );
}
