import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { ChangedInputView, ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { inputName } from '#renderer/ui/input-names.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { noFlipWords, outcomeWords, stageWords, verdictOf } from './verdict-words.ts';

/** The colour of the other decision. */
const RERUN_TONE = { refused: 'up', executed: 'down', 'in-work': 'info' } as const;

const EDGE = { up: tone.up, down: tone.down, neutral: tone.text2 } as const;

const Box = styled('section')({
  flex: 'none',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.12fr) minmax(0, 1fr)',
  '&[data-wide=true]': { gridTemplateColumns: 'minmax(0, 1.1fr) minmax(0, 1fr) minmax(0, 1fr)' },
  background: tone.panel,
  border: `1px solid ${tone.line}`,
  borderLeft: '3px solid',
  borderRadius: 8,
  '&[data-stale=true] > div': STALE_LOOK,
  '& > div': { padding: '14px 20px', minWidth: 0 },
  '& > div + div': { borderLeft: `1px solid ${tone.line}` },
  '& h1': { margin: 0, fontSize: 20, lineHeight: '26px', fontWeight: 600 },
  '& .verdict': { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '2px 12px', marginTop: 2 },
  '& .verdict strong': { fontSize: 28, lineHeight: '34px', fontWeight: 700, letterSpacing: '-0.01em' },
  '& .verdict code': {
    fontFamily: FONT_MONO,
    fontSize: 12,
    padding: '2px 8px',
    borderRadius: 4,
    color: tone.down,
    background: tone.downSoft,
  },
  '& small': { fontSize: 11, color: tone.text3 },
  '& > .price': { padding: 0, display: 'grid', overflow: 'hidden', '& > section': { border: 0 } },
  '& p': { fontSize: 13, lineHeight: '19px', marginTop: 4 },
});

const FlipBox = styled('div')({
  marginTop: 8,
  '& p': { fontSize: 15, lineHeight: '22px', margin: '0 0 6px' },
  '& ul': { margin: '8px 0 0', padding: 0, listStyle: 'none', fontSize: 12, color: tone.text2 },
  '& li': { marginTop: 3 },
});

type Flip = SignalExplanation['counterfactuals'][number];

const amount = ({ unit }: Flip, value: number): string =>
  unit.startsWith('points') ? formatNumber(value, 1, 'always') : `${String(value)} ${told(unit)}`.trimEnd();

interface FlipsProps {
  readonly explanation: SignalExplanation;
  /** Undefined while they are on their way. */
  readonly details: ExplanationDetails | undefined;
}

/** The single changes that turn the decision: the smallest in full, the others in a line. */
function Flips({ explanation, details }: FlipsProps) {
  const outside = details?.flips ?? [];
  const [first, ...others] = explanation.counterfactuals.length > 0 ? explanation.counterfactuals : outside;
  if (first === undefined) {
    const words = details === undefined || details.noFlip === '' ? noFlipWords(explanation) : told(details.noFlip);
    return (
      <FlipBox>
        <p style={{ color: tone.text2 }}>{words}</p>
      </FlipBox>
    );
  }
  return (
    <FlipBox>
      <p>{told(first.sentence)}</p>
      <Tag tone={RERUN_TONE[explanation.signal.verdict]}>
        {say('RE-RUN: {result}', { result: told(first.rerun).toUpperCase() })}
      </Tag>
      {others.length > 0 && (
        <ul>
          {others.map((flip) => (
            <li key={flip.input}>
              {rich('Or {input} {from} → {to} <small>re-run: {result}</small>', {
                input: inputName(flip.input.split('/').at(-1) ?? ''),
                from: amount(flip, flip.from),
                to: <b>{amount(flip, flip.to)}</b>,
                result: told(flip.rerun),
                small: (inside) => <small>{inside}</small>,
              })}
            </li>
          ))}
        </ul>
      )}
    </FlipBox>
  );
}

/** What is tried, in violet: it is not what happened. */
function WhatIf({ whatIf }: { readonly whatIf: ChangedInputView }) {
  return (
    <FlipBox style={{ color: tone.sim }}>
      <p role="status">{told(whatIf.sentence)}</p>
      <Tag tone="sim">{whatIf.passes ? say('RE-RUN: APPROVE') : say('RE-RUN: REFUSE')}</Tag>{' '}
      <small>{say('Nothing is done. Esc returns to what was.')}</small>
    </FlipBox>
  );
}

interface VerdictPanelProps extends FlipsProps {
  readonly whatIf: ChangedInputView | null;
  /** The chain of its records is broken. */
  readonly unverified: boolean;
  /** What stands at the right where there is room. */
  readonly price: ReactNode;
}

/** What was asked, what became of it, and what would have turned it. */
export function VerdictPanel({ explanation, details, whatIf, unverified, price }: VerdictPanelProps) {
  const { signal } = explanation;
  const verdict = verdictOf(signal);
  const outcome = outcomeWords(signal);
  const won = (signal.r ?? 0) >= 0;
  return (
    <Box
      style={{ borderLeftColor: EDGE[verdict.tone] }}
      aria-label={say('Verdict')}
      data-wide={price !== null}
      data-stale={useOld('connection')}
      data-origin-reach=""
    >
      <div>
        <small>
          {say('{moment} UTC · {symbol} · {timeframe} · source {source}', {
            moment: formatMoment(signal.at),
            symbol: signal.symbol,
            timeframe: signal.timeframe,
            source: signal.source,
          })}
        </small>
        <h1>{told(explanation.question)}</h1>
        <div className="verdict">
          <strong style={{ color: EDGE[verdict.tone] }}>{verdict.word}</strong>
          {unverified && <Tag tone="danger">{say('UNVERIFIED')}</Tag>}
          {signal.code !== null && <code>{signal.code}</code>}
          <small>{stageWords(signal)}</small>
        </div>
        <p>{told(signal.sentence)}</p>
        {outcome !== null && (
          <p style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
            <span style={{ color: won ? tone.up : tone.down }}>{outcome}</span>
            {signal.verdict === 'refused' && <Tag tone="sim">{say('SIMULATED')}</Tag>}
          </p>
        )}
      </div>
      <div>
        <small style={{ display: 'flex', alignItems: 'center' }}>
          <span style={{ flex: 1 }}>{whatIf === null ? say('What would have flipped it') : say('WHAT-IF')}</span>
          <OriginOf {...EXPLAIN_ORIGINS.verdict} asOf={signal.at} short />
        </small>
        {whatIf === null ? <Flips explanation={explanation} details={details} /> : <WhatIf whatIf={whatIf} />}
      </div>
      {price !== null && <div className="price">{price}</div>}
    </Box>
  );
}
