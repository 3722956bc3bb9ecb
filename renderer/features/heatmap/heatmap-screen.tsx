import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { Panel } from '#renderer/ui/panel.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { CellPanel } from './cell-panel.tsx';
import type { CellRef } from './cell-ref.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { MatrixBoard, useCellStyle } from './matrix-board.tsx';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixToolbar } from './matrix-toolbar.tsx';
import { useEntryBar } from './use-entry-bar.ts';
import { useHover } from './use-hover.ts';
import { useMatrix, type Matrix } from './use-matrix.ts';
import { useViewSettings } from './view-settings.ts';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 10,
  padding: 12,
});

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: 12,
  '& > [data-side]': { width: 440, minHeight: 0, display: 'flex', flexDirection: 'column' },
  '& > [data-side] > *': { flex: 1 },
  '@media (max-width: 1599px)': { '& > [data-side]': { width: 388 } },
});

/** Until a cell is chosen, and never again after the panel was closed, the first row at the horizon is explained. */
function usePin(matrix: Matrix) {
  const [pin, setPin] = useState<CellRef | null | undefined>(undefined);
  const first = matrix.rows[0];
  const usual = first === undefined ? null : { symbol: first.symbol, column: matrix.horizon };
  const [opened, setOpened] = useState<CellRef | null>(null);
  if (pin === undefined && opened === null && usual !== null) setOpened(usual);
  return { pin: pin === undefined ? opened : pin, setPin: (ref: CellRef | null) => setPin(ref) };
}

function Waiting({ matrix }: { readonly matrix: Matrix }) {
  const { status } = matrix.source;
  if (status === 'loading') return <LoadingRows rows={12} height={26} />;
  if (status === 'failed') return <EmptyNote title="No scores have come">The last error stands below.</EmptyNote>;
  return <EmptyNote title="No symbol is scored yet">Cells appear as their first candles close.</EmptyNote>;
}

/** Where do the agents agree, how sure are they, and why is one cell the colour it is? */
export function HeatmapScreen() {
  const { settings, change } = useViewSettings();
  const hover = useHover();
  const matrix = useMatrix(settings, hover.holding);
  const style = useCellStyle(settings);
  const { pin, setPin } = usePin(matrix);
  const [help, setHelp] = useState(false);
  const threshold = useEntryBar(matrix.rows, matrix.horizon);
  const row = matrix.rows.find(({ symbol }) => symbol === pin?.symbol);
  const column = matrix.columns.find(({ id }) => id === pin?.column) ?? matrix.columns[0];
  const neutral = settings.mode === 'completeness' || settings.mode === 'age';
  const scored = matrix.cells.filter(({ score }) => score !== null).length;
  const header = (
    <MatrixLegend
      symbols={matrix.rows.length}
      scored={scored}
      total={matrix.cells.length}
      mode={settings.mode}
      scale={neutral ? style.neutral : style.opinion}
      threshold={threshold}
    />
  );
  return (
    <Screen>
      <MatrixToolbar
        settings={settings}
        change={change}
        timeframes={matrix.timeframes}
        horizon={matrix.horizon}
        onHelp={() => setHelp(true)}
      />
      <Body>
        <Panel label="Signal heatmap" source={matrix.source} header={header}>
          {matrix.rows.length === 0 ? (
            <Waiting matrix={matrix} />
          ) : (
            <MatrixBoard
              {...{ matrix, settings, change, style, threshold, hover, pin, setPin }}
              onHelp={() => setHelp(true)}
            />
          )}
        </Panel>
        {row !== undefined && column !== undefined && (
          <div data-side>
            <CellPanel
              {...{ row, column }}
              scale={style.opinion}
              now={matrix.now}
              source={matrix.source}
              onClose={() => setPin(null)}
            />
          </div>
        )}
      </Body>
      <KeysDialog open={help} onClose={() => setHelp(false)} />
    </Screen>
  );
}
