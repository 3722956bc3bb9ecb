import { memo } from 'react';
import type { SlotView } from '#shared/contract/portfolio-manager.ts';
import { formatDay } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { rowProps, SymbolCell, type RowActions, type RowReach } from './row-parts.tsx';
import { PartCells, ScoreCells } from './score-cells.tsx';
import { ResultCells, WeightCell } from './slot-cells.tsx';
import { spanWords, standingWords } from './slot-words.ts';
import type { TableFold } from './table-layout.ts';

/** What all rows of a table are drawn with. */
export interface RowLook {
  readonly fold: TableFold;
  readonly wide: boolean;
  /** The host's clock to the minute, ms since 1970. */
  readonly now: number;
}

interface SlotRowProps extends RowLook {
  readonly slot: SlotView;
  readonly cap: number;
  readonly most: number;
  readonly reach: RowReach;
  readonly hot: boolean;
  readonly actions: RowActions;
}

/** One slot: who, how good, how much of it is used, what it earned. */
export const SlotRow = memo(function SlotRow({ slot, cap, most, reach, hot, actions, fold, wide, now }: SlotRowProps) {
  const words = standingWords(slot, now);
  return (
    <tr {...rowProps(slot.key, reach, actions)} data-state={slot.state} data-hot={hot}>
      <td style={{ color: tone.text2 }}>{slot.rank}</td>
      <SymbolCell
        symbol={slot.key}
        about={told(slot.sector)}
        words={words}
        onMenu={(anchor) => actions.onMenu(slot.key, anchor)}
      />
      <ScoreCells row={slot} now={now} wide={wide} />
      <PartCells row={slot} fold={fold} now={now} />
      <WeightCell slot={slot} cap={cap} />
      <td>
        {spanWords(now - slot.since)}
        <small>{formatDay(slot.since)}</small>
      </td>
      <ResultCells result={slot.result} fold={fold} most={most} />
    </tr>
  );
});

/** A place nobody has. */
export function EmptySlotRow({ rank, columns }: { readonly rank: number; readonly columns: number }) {
  return (
    <tr data-empty style={{ cursor: 'default' }}>
      <td style={{ color: tone.text3 }}>{rank}</td>
      <td colSpan={columns - 1} style={{ color: tone.text3 }}>
        {say('empty')}
      </td>
    </tr>
  );
}
