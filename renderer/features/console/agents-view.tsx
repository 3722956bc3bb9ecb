import { styled } from '@mui/material/styles';
import type { CellView } from '#shared/contract/score.ts';
import { say } from '#shared/language/words.ts';
import { useSymbolScores } from '#renderer/data/use-symbol-scores.ts';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';

const Box = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 14,
  '& > strong': {
    padding: '6px 12px',
    borderRadius: 5,
    fontSize: 13,
    fontWeight: 600,
    letterSpacing: '0.03em',
    whiteSpace: 'nowrap',
  },
});

const Dots = styled('span')({
  display: 'inline-flex',
  gap: 2,
  '& i': { width: 5, height: 9, borderRadius: 1, background: tone.track },
  '& i[data-side="1"]': { background: tone.up },
  '& i[data-side="-1"]': { background: tone.down },
});

/** The timeframe by which the console says what the agents think. */
const HORIZON = '4h';

const LOOKS = {
  long: { color: tone.up, background: tone.upSoft },
  short: { color: tone.down, background: tone.downSoft },
  flat: { color: tone.text2, background: tone.track },
  none: { color: tone.text3, background: tone.track },
} as const;

type View = keyof typeof LOOKS;

const VIEW_WORDS: Readonly<Record<View, string>> = {
  long: say('LONG'),
  short: say('SHORT'),
  flat: say('FLAT'),
  none: say('NO VIEW'),
};

function viewOf(score: number | null): View {
  if (score === null) return 'none';
  if (Math.round(score) === 0) return 'flat';
  return score > 0 ? 'long' : 'short';
}

function Agreement({ cell }: { readonly cell: CellView }) {
  const side = Math.sign(cell.score ?? 0);
  const spoken = cell.opinions.flatMap(({ opinion }) => (opinion === null ? [] : [Math.sign(opinion)]));
  const agree = spoken.filter((one) => one === side).length;
  return (
    <div data-figure data-wide title={say('Agents whose opinion has the side of the score, of those that have one')}>
      <small>
        {say('{agree} of {all, plural, one {# agent agrees} other {# agents agree}}', { agree, all: spoken.length })}
      </small>
      <Dots aria-hidden>
        {spoken
          .toSorted((a, b) => b - a)
          .map((one, index) => (
            <i key={index} data-side={one} />
          ))}
      </Dots>
    </div>
  );
}

/** What the agents think of a contract now: side, score, confidence, how many agree. */
export function AgentsView({ symbol }: { readonly symbol: string }) {
  const { rows } = useSymbolScores(symbol);
  const cell = rows.find(({ key }) => key === `${symbol}:${HORIZON}`) ?? null;
  const score = cell?.status === 'ok' || cell?.status === 'stale' ? cell.score : null;
  const view = viewOf(score);
  return (
    <Box>
      <strong style={LOOKS[view]}>{VIEW_WORDS[view]}</strong>
      {cell !== null && score !== null && (
        <>
          <div data-figure>
            <small>{say('Score, 4 h')}</small>
            <span>{formatNumber(score, 1, 'always')}</span>
          </div>
          <div data-figure>
            <small>{say('Confidence')}</small>
            <span>{cell.confidence === null ? '–' : formatPercent(cell.confidence, 0)}</span>
          </div>
          <Agreement cell={cell} />
        </>
      )}
    </Box>
  );
}
