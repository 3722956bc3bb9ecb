import { styled } from '@mui/material/styles';
import { useHostNow } from '#renderer/data/use-now.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { OriginMark } from '#renderer/ui/origin-mark.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { levelMark } from './level-mark.ts';

const Age = styled('span')({
  minWidth: 30,
  fontSize: 11,
  color: tone.text3,
  textAlign: 'right',
  whiteSpace: 'nowrap',
});

/** How old something is, once a second, in a place of fixed width. */
export function AgeOf({ at }: { readonly at: number | null }) {
  const now = useHostNow();
  return <Age>{formatAge(at === null || now === null ? null : now - at)}</Age>;
}

const FROM = 'Prices, volumes, open interest and liquidations of the feed, by the model of the liquidation map';

interface LevelTagProps {
  readonly coverage: LiquidationRow['coverage'] | null;
  /** Where there is little room the age gives way to a long word; pressed, it is told. */
  readonly tight?: boolean;
}

/** Said beside estimated levels: the word for how far they can be trusted, and the age of the inputs. */
export function LevelTag({ coverage, tight = false }: LevelTagProps) {
  const now = useHostNow();
  const age = coverage === null || now === null ? null : now - coverage.to;
  if (coverage === null) return null;
  const { word, tone: colour, title } = levelMark(coverage, age);
  return (
    <OriginMark from={FROM} kind={`${title}.`} asOf={coverage.to} now={now}>
      <Tag tone={colour}>{word}</Tag>
      {(!tight || word.length <= 'ESTIMATED'.length) && <Age>{formatAge(age)}</Age>}
    </OriginMark>
  );
}
