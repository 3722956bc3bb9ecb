import { styled } from '@mui/material/styles';
import { useHostNow } from '#renderer/data/use-now.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { OriginMark } from '#renderer/ui/origin-mark.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { levelMark } from './level-mark.ts';

const Age = styled('span')({
  minWidth: 30,
  fontSize: 11,
  color: tone.text3,
  textAlign: 'right',
  whiteSpace: 'nowrap',
});

const FROM = say('Prices, volumes, open interest and liquidations of the feed, by the model of the liquidation map');

/** Words of up to so many letters leave room for the age. */
const SHORT_WORD = 9;

interface LevelTagProps {
  readonly coverage: LiquidationRow['coverage'] | null;
  /** Whether the age stands beside the word: it gives way to a long one where there is little room. Pressed, it is told. */
  readonly age?: 'beside' | 'where-it-fits' | 'none';
}

/** Said beside estimated levels: the word for how far they can be trusted, and the age of the inputs. */
export function LevelTag({ coverage, age = 'beside' }: LevelTagProps) {
  const now = useHostNow();
  const old = coverage === null || now === null ? null : now - coverage.to;
  if (coverage === null) return null;
  const { word, tone: colour, title } = levelMark(coverage, old);
  const fits = age === 'beside' || (age === 'where-it-fits' && word.length <= SHORT_WORD);
  return (
    <OriginMark from={FROM} kind={title} asOf={coverage.to} now={now}>
      <Tag tone={colour}>{word}</Tag>
      {fits && <Age>{formatAge(old)}</Age>}
    </OriginMark>
  );
}
