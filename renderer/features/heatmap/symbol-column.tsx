import { styled } from '@mui/material/styles';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { Camera } from './camera.ts';
import { BlockRow } from './symbol-block.tsx';
import type { BoardLayout } from './use-board-layout.ts';
import type { Matrix } from './use-matrix.ts';
import { useRowWindow } from './use-row-window.ts';
import { useMoving } from './use-moving.ts';

const Frame = styled('div')({
  position: 'relative',
  flex: 'none',
  overflow: 'hidden',
  '& > div': { position: 'absolute', left: 0, right: 0, top: 0, willChange: 'transform' },
  '& > div > div': { position: 'absolute', left: 0, right: 0 },
});

/** Rows lower than a line of text are named here and there. */
const NAME_HEIGHT = 15;

const Name = styled('div')({
  display: 'grid',
  gridTemplateColumns: '34px minmax(0, 1fr) 40px',
  columnGap: 6,
  paddingRight: 12,
  height: NAME_HEIGHT,
  lineHeight: `${String(NAME_HEIGHT)}px`,
  fontSize: 11,
  color: tone.text2,
  whiteSpace: 'nowrap',
  '& > i': { fontStyle: 'normal', textAlign: 'right', color: tone.text3 },
  '& > b': { fontWeight: 600, color: tone.text },
  '& > span': { textAlign: 'right' },
});

interface SymbolColumnProps {
  readonly matrix: Matrix;
  readonly board: BoardLayout;
  readonly camera: Camera;
  readonly marked: string | null;
}

/** The symbols beside the cells: those in view, moved along with them. */
export function SymbolColumn({ matrix, board, camera, marked }: SymbolColumnProps) {
  const { rows, horizon } = matrix;
  const { layout, view } = board;
  const { rowHeight } = layout;
  const { first, end } = useRowWindow(camera, rowHeight, view.height, rows.length);
  const moving = useMoving(camera, 'y');
  const every = Math.ceil(NAME_HEIGHT / rowHeight);
  const shown = rows.slice(first, end).flatMap((row, offset) => {
    const rank = first + offset + 1;
    return (rank - 1) % every === 0 ? [{ row, rank }] : [];
  });
  return (
    <Frame data-symbols style={{ width: board.block, height: view.height }}>
      <div ref={moving}>
        {shown.map(({ row, rank }) =>
          every === 1 ? (
            <BlockRow
              key={row.symbol}
              row={row}
              rank={rank}
              size={board.size}
              top={(rank - 1) * rowHeight}
              height={rowHeight}
              horizon={horizon}
              held={matrix.held.has(row.symbol)}
              on={row.symbol === marked}
            />
          ) : (
            <Name key={row.symbol} style={{ top: (rank - 1) * rowHeight }}>
              <i>{rank}</i>
              <b>{row.coin}</b>
              <span>{scoreWords(row.cells.get(horizon)?.score ?? null)}</span>
            </Name>
          ),
        )}
      </div>
    </Frame>
  );
}

const scoreWords = (score: number | null): string => (score === null ? UNKNOWN : formatNumber(score, 0, 'always'));
