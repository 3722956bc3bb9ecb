import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { FlowPanel } from './flow-panel.tsx';
import { RatiosPanel, RsiPanel, useScrollTogether } from './symbol-panels.tsx';
import { TapePanel } from './tape-panel.tsx';
import { useSymbolList } from './use-symbol-list.ts';

/** All four panels fit from this width on, CSS pixels. */
const WIDE = 1_080;

const Box = styled('div')({
  height: '100%',
  minHeight: 0,
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 6,
});

const Grid = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gap: 12,
  gridTemplateRows: 'minmax(0, 1fr)',
  '&[data-panels="4"]': {
    gridTemplateColumns: 'minmax(330px, 404fr) minmax(236px, 392fr) minmax(180px, 216fr) minmax(288px, 300fr)',
  },
  '&[data-panels=symbols]': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  '&[data-panels=flow]': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  '@media (max-width: 599px)': {
    '&[data-panels]': { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'repeat(2, minmax(0, 1fr))' },
  },
});

const PAIRS = [
  { value: 'symbols', label: say('Ratios and RSI') },
  { value: 'flow', label: say('Flow and liquidations') },
] as const;
type Pair = (typeof PAIRS)[number]['value'];

function SymbolPanels() {
  const live = useRows('liquidations');
  const list = useSymbolList(live.rows);
  const { first, second, onFirst, onSecond } = useScrollTogether();
  return (
    <>
      <RatiosPanel live={live} list={list} scroll={first} onScroll={onFirst} />
      <RsiPanel live={live} list={list} scroll={second} onScroll={onSecond} />
    </>
  );
}

/** Below the chart: the same for every symbol, and what flows. Two panels at a time where four do not fit. */
export function LowerRow() {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const [pair, setPair] = useState<Pair>('symbols');
  const wide = width >= WIDE;
  return (
    <Box ref={ref}>
      {width > 0 && !wide && (
        <div>
          <Segmented label={say('Panels below the chart')} options={PAIRS} value={pair} onChange={setPair} />
        </div>
      )}
      {width > 0 && (
        <Grid data-panels={wide ? '4' : pair}>
          {(wide || pair === 'symbols') && <SymbolPanels />}
          {(wide || pair === 'flow') && <FlowPanel />}
          {(wide || pair === 'flow') && <TapePanel />}
        </Grid>
      )}
    </Box>
  );
}
