import { styled } from '@mui/material/styles';
import { useHostNow } from '#renderer/data/use-now.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
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

interface LevelTagProps {
  readonly coverage: LiquidationRow['coverage'] | null;
  /** Where there is little room the age gives way to a long word; the title tells it. */
  readonly tight?: boolean;
}

/** Said beside estimated levels: the word for how far they can be trusted, and the age of the inputs. */
export function LevelTag({ coverage, tight = false }: LevelTagProps) {
  const now = useHostNow();
  const age = coverage === null || now === null ? null : now - coverage.to;
  if (coverage === null) return null;
  const { word, tone: colour, title } = levelMark(coverage, age);
  return (
    <>
      <Tag tone={colour} title={title}>
        {word}
      </Tag>
      {(!tight || word.length <= 'ESTIMATED'.length) && <Age title="Age of the inputs">{formatAge(age)}</Age>}
    </>
  );
}
