import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import type { Width } from './table-layout.ts';

/** The table of the slots and that of the bench: rows of 36 px, fixed columns. */
export const SlotTable = styled(DataTable)({
  tableLayout: 'fixed',
  '& th': { padding: '0 5px', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& td': { padding: '0 5px', height: rowHeight(36), lineHeight: '16px', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& th:first-of-type, & td:first-of-type': { paddingLeft: 12 },
  '& th:last-of-type, & td:last-of-type': { paddingRight: 12 },
  '& small': { lineHeight: '13px', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& tbody tr': { outlineOffset: -2, cursor: 'pointer' },
  '& tbody tr:hover, & tbody tr[data-chosen=true]': { background: tone.kingSoft },
  '& tbody tr[data-state=replacement-candidate], & tbody tr[data-state=draining]': {
    background: tone.emberSoft,
    boxShadow: `inset 3px 0 0 ${tone.ember}`,
  },
  '& tbody tr[data-state=replacement-candidate]:hover, & tbody tr[data-state=replacement-candidate][data-chosen=true]':
    { background: `color-mix(in srgb, ${tone.ember} 20%, transparent)` },
  '& tbody tr[data-hot=true] td:nth-of-type(2) b': { color: tone.king },
  '& th button': {
    all: 'unset',
    cursor: 'pointer',
    color: 'inherit',
    '&:hover': { color: tone.text },
    '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 1, borderRadius: 3 },
  },
  '& th[aria-sort] button': { color: tone.text, fontWeight: 600 },
});

export function Columns({ widths }: { readonly widths: readonly Width[] }) {
  return (
    <colgroup>
      {widths.map((width, index) => (
        <col key={index} style={width === null ? undefined : { width }} />
      ))}
    </colgroup>
  );
}

const Changed = styled('span')({
  '@keyframes zm-digit': { from: { color: tone.king } },
  animationName: 'zm-digit',
  animationDuration: '400ms',
  animationTimingFunction: 'ease-out',
});

/** Where two texts part. */
function partOf(before: string, after: string): number {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return at;
}

/** A figure of which only the digits that changed fade in. */
export function LiveFigure({ text }: { readonly text: string }) {
  const [shown, setShown] = useState({ text, from: text.length, turn: 0 });
  if (shown.text !== text) setShown({ text, from: partOf(shown.text, text), turn: shown.turn + 1 });
  const { from, turn } = shown;
  return (
    <>
      {text.slice(0, from)}
      {from < text.length && <Changed key={turn}>{text.slice(from)}</Changed>}
    </>
  );
}

/** For screen readers only. */
export const Unseen = styled('span')(UNSEEN);
