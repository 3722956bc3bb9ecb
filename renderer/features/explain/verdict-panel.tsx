import { styled } from '@mui/material/styles';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { noFlipWords, outcomeWords, stageWords, verdictOf } from './verdict-words.ts';

/** The colour of the other decision. */
const RERUN_TONE = { refused: 'up', executed: 'down', 'in-work': 'info' } as const;

const EDGE = { up: tone.up, down: tone.down, neutral: tone.text2 } as const;

const Box = styled('section')({
  flex: 'none',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.12fr) minmax(0, 1fr)',
  background: tone.panel,
  border: `1px solid ${tone.line}`,
  borderLeft: '3px solid',
  borderRadius: 8,
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
  '& p': { fontSize: 13, lineHeight: '19px', marginTop: 4 },
});

const Flip = styled('div')({
  marginTop: 8,
  '& p': { fontSize: 15, lineHeight: '22px', margin: '0 0 6px' },
  '& ul': { margin: '8px 0 0', padding: 0, listStyle: 'none', fontSize: 12, color: tone.text2 },
  '& li': { marginTop: 3 },
});

/** The single changes that turn the decision: the smallest in full, the others in a line. */
function Flips({ explanation }: { readonly explanation: SignalExplanation }) {
  const [first, ...others] = explanation.counterfactuals;
  if (first === undefined) {
    return (
      <Flip>
        <p style={{ color: tone.text2 }}>{noFlipWords(explanation)}</p>
      </Flip>
    );
  }
  return (
    <Flip>
      <p>{first.sentence}</p>
      <Tag tone={RERUN_TONE[explanation.signal.verdict]}>RE-RUN: {first.rerun.toUpperCase()}</Tag>
      {others.length > 0 && (
        <ul>
          {others.map((flip) => (
            <li key={flip.input}>
              Or {flip.input.split('/').at(-1)} {formatNumber(flip.from, 1, 'always')} →{' '}
              <b>{formatNumber(flip.to, 1, 'always')}</b> <small>re-run: {flip.rerun}</small>
            </li>
          ))}
        </ul>
      )}
    </Flip>
  );
}

/** What was asked, what became of it, and what would have turned it. */
export function VerdictPanel({ explanation }: { readonly explanation: SignalExplanation }) {
  const { signal } = explanation;
  const verdict = verdictOf(signal);
  const outcome = outcomeWords(signal);
  const won = (signal.r ?? 0) >= 0;
  return (
    <Box style={{ borderLeftColor: EDGE[verdict.tone] }} aria-label="Verdict">
      <div>
        <small>
          {formatMoment(signal.at)} UTC · {signal.symbol} · {signal.timeframe} · source {signal.source}
        </small>
        <h1>{explanation.question}</h1>
        <div className="verdict">
          <strong style={{ color: EDGE[verdict.tone] }}>{verdict.word}</strong>
          {signal.code !== null && <code>{signal.code}</code>}
          <small>{stageWords(signal)}</small>
        </div>
        <p>{signal.sentence}</p>
        {outcome !== null && (
          <p style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
            <span style={{ color: won ? tone.up : tone.down }}>{outcome}</span>
            {signal.verdict === 'refused' && <Tag tone="sim">SIMULATED</Tag>}
          </p>
        )}
      </div>
      <div>
        <small>What would have flipped it</small>
        <Flips explanation={explanation} />
      </div>
    </Box>
  );
}
