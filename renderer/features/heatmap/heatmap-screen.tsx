import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { Camera } from './camera.ts';
import { CellPanel } from './cell-panel.tsx';
import type { CellRef } from './cell-ref.ts';
import { KeysDialog } from './keys-dialog.tsx';
import type { Column } from './columns.ts';
import { MatrixBoard } from './matrix-board.tsx';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixToolbar } from './matrix-toolbar.tsx';
import { MomentPanel } from './moment-panel.tsx';
import { PastPanel } from './past-panel.tsx';
import { Scrubber } from './scrubber.tsx';
import type { SymbolRow } from './row-order.ts';
import { useCellStyle } from './use-cell-style.ts';
import { useEntryBar } from './use-entry-bar.ts';
import { useHover } from './use-hover.ts';
import { useMatrix, type Matrix } from './use-matrix.ts';
import { usePast, type Past } from './use-past.ts';
import { useViewSettings } from './view-settings.ts';
import { useZoom } from './use-zoom.ts';

const ORIGIN = { from: say('Opinions of the agents on closed candles, weighed into a score'), kind: 'model' } as const;

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
  '&[data-past=true] > section, &[data-past=true] > [data-side] > section': {
    borderColor: tone.sim,
    boxShadow: `0 0 0 1px ${tone.sim}`,
  },
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

function Waiting({ matrix, past }: { readonly matrix: Matrix; readonly past: Past }) {
  if (past.failure !== null)
    return <EmptyNote title={say('The scores of then did not come')}>{past.failure.sentence}</EmptyNote>;
  if (matrix.timesFailure !== null)
    return <EmptyNote title={say('The scores of the past did not come')}>{matrix.timesFailure.sentence}</EmptyNote>;
  if (past.at !== null && past.cells === null) return <LoadingRows rows={12} height={26} />;
  const { status } = matrix.source;
  if (status === 'loading') return <LoadingRows rows={12} height={26} />;
  if (status === 'failed')
    return <EmptyNote title={say('No scores have come')}>{say('The last error stands below.')}</EmptyNote>;
  return (
    <EmptyNote title={say('No symbol is scored yet')}>{say('Cells appear as their first candles close.')}</EmptyNote>
  );
}

/** The column that is explained: the pinned one, and where it is not shown the one the rows are scored by. */
function pinnedColumn({ columns, horizon }: Matrix, pin: CellRef | null | undefined): Column | undefined {
  const find = (wanted: string | undefined) => columns.find(({ id }) => id === wanted);
  return find(pin?.column) ?? find(horizon) ?? columns[0];
}

interface SideProps {
  readonly row: SymbolRow;
  readonly column: Column;
  readonly matrix: Matrix;
  readonly past: Past;
  readonly scale: SignalScale;
  readonly onClose: () => void;
}

/** Why a cell is the colour it is: now, or what was known then. */
function Side({ row, column, matrix, past, scale, onClose }: SideProps) {
  if (past.at !== null) return <PastPanel {...{ row, column, scale }} at={past.at} />;
  if (column.kind === 'time' && column.ts !== null)
    return <MomentPanel {...{ row, column, scale, onClose }} at={column.ts} />;
  return <CellPanel {...{ row, column, scale, onClose }} now={matrix.now} source={matrix.source} />;
}

/** Where do the agents agree, how sure are they, and why is one cell the colour it is? */
export function HeatmapScreen() {
  const { settings, change } = useViewSettings();
  const hover = useHover();
  const overTime = settings.columns === 'time';
  const past = usePast(overTime);
  const matrix = useMatrix(settings, hover.holding, past);
  const style = useCellStyle(settings);
  const { pin, setPin } = usePin(matrix);
  const [help, setHelp] = useState(false);
  const threshold = useEntryBar(matrix.rows, matrix.horizon);
  const row = matrix.rows.find(({ symbol }) => symbol === pin?.symbol);
  const column = pinnedColumn(matrix, pin);
  const [camera] = useState(() => new Camera(() => window.devicePixelRatio));
  const zoom = useZoom(camera);
  const neutral = matrix.mode === 'completeness' || matrix.mode === 'age';
  const scored = matrix.cells.filter(({ score }) => score !== null).length;
  const header = (
    <MatrixLegend
      symbols={matrix.rows.length}
      scored={scored}
      total={matrix.cells.length}
      mode={matrix.mode}
      scale={neutral ? style.neutral : style.opinion}
      threshold={threshold}
      overTime={overTime}
      zoom={zoom}
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
      <Body data-past={past.at !== null}>
        <Panel label={say('Signal heatmap')} origin={ORIGIN} source={matrix.source} header={header}>
          {matrix.rows.length === 0 || matrix.timesFailure !== null ? (
            <Waiting matrix={matrix} past={past} />
          ) : (
            <MatrixBoard
              {...{ matrix, settings, change, style, threshold, hover, pin, setPin, past, camera, zoom }}
              onHelp={() => setHelp(true)}
            />
          )}
        </Panel>
        {row !== undefined && column !== undefined && (
          <div data-side>
            <Side {...{ row, column, matrix, past }} scale={style.opinion} onClose={() => setPin(null)} />
          </div>
        )}
      </Body>
      {!overTime && (
        <Scrubber horizon={matrix.horizon} scale={style.opinion} now={matrix.now} at={past.at} onAt={past.setAt} />
      )}
      <KeysDialog open={help} onClose={() => setHelp(false)} />
    </Screen>
  );
}
