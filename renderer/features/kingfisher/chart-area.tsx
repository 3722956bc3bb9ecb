import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { formatNumber } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { onChartKey } from './chart-key-actions.ts';
import { ChartSaid, ChartTip } from './chart-tip.tsx';
import { LiquidationChart } from './chart/chart.ts';
import { timeframeFor, type ChartTimeframe } from './chart/fit.ts';
import { followPointer } from './chart/pointer.ts';
import type { Scene } from './chart/scene.ts';
import { centreOn, clearCrossHair } from './cross-hair.ts';
import { useKingfisherDialogs } from './dialogs.ts';
import { useKingfisherScope, type Range } from './scope.ts';

const Box = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  overflow: 'hidden',
  cursor: 'crosshair',
  touchAction: 'pan-y',
  '&[data-dragged=true]': { cursor: 'grabbing' },
  '&:focus-visible': { outline: 'none' },
  // Over the canvases, which would cover an outline.
  '&:focus-visible::after': {
    content: '""',
    position: 'absolute',
    inset: 0,
    border: `2px solid ${tone.king}`,
    pointerEvents: 'none',
  },
  '& > canvas': { position: 'absolute', inset: 0, width: '100%', height: '100%', pointerEvents: 'none' },
});

const DAY = 86_400_000;
const RANGE_MS: Readonly<Record<Range, number>> = {
  '12h': DAY / 2,
  '1d': DAY,
  '2d': 2 * DAY,
  '4d': 4 * DAY,
  '1w': 7 * DAY,
  '2w': 14 * DAY,
  '1m': 30 * DAY,
};

interface MenuAt {
  readonly x: number;
  readonly y: number;
  readonly price: number;
}

interface ChartAreaProps {
  readonly scene: Scene;
  readonly onChart: (chart: LiquidationChart | null) => void;
  readonly onTimeframe: (timeframe: ChartTimeframe) => void;
  readonly onSave: () => void;
  /** What is said over the chart: why there is no map yet. */
  readonly children?: ReactNode;
}

/** Makes the chart once its canvases are there, and keeps it told. */
function useChart({ scene, onChart, onTimeframe }: ChartAreaProps, onMenu: (at: MenuAt) => void) {
  const tokens = useTokens();
  const range = useKingfisherScope((state) => state.range);
  const view = useKingfisherScope((state) => state.view);
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const [chart, setChart] = useState<LiquidationChart | null>(null);
  const start = useRef({ scene, tokens, rangeMs: RANGE_MS[range] });
  useLayoutEffect(() => {
    if (base.current === null || over.current === null || box.current === null) return undefined;
    const made = new LiquidationChart({ base: base.current, over: over.current }, start.current, (msPerPixel) =>
      onTimeframe(timeframeFor(msPerPixel)),
    );
    const onFit = (): void => made.fit(RANGE_MS[useKingfisherScope.getState().range]);
    const stop = followPointer(box.current, made, { onMenu, onFit });
    setChart(made);
    onChart(made);
    return () => {
      stop();
      made.close();
      onChart(null);
      clearCrossHair();
    };
  }, [box, onChart, onTimeframe, onMenu]);
  useEffect(() => chart?.show(scene), [chart, scene]);
  useEffect(() => chart?.recolour(tokens), [chart, tokens]);
  useEffect(() => chart?.fit(RANGE_MS[range]), [chart, range]);
  useLayoutEffect(() => {
    if (width > 0) chart?.resize({ width, height, ...view });
  }, [chart, width, height, view]);
  return { box, base, over, chart };
}

/** The menu of the right button: what can be done at a price. */
function PriceMenu({ at, decimals, onClose }: { at: MenuAt | null; decimals: number; onClose: () => void }) {
  const { show } = useKingfisherDialogs.getState();
  const simulate = useKingfisherScope((state) => state.setSimulatePrice);
  const price = at?.price ?? 0;
  const act = (what: () => void) => () => {
    onClose();
    what();
  };
  return (
    <Menu
      open={at !== null}
      onClose={onClose}
      anchorReference="anchorPosition"
      {...(at === null ? {} : { anchorPosition: { left: at.x, top: at.y } })}
      slotProps={{ list: { dense: true, 'aria-label': say('At {price}', { price: formatNumber(price, decimals) }) } }}
    >
      <MenuItem onClick={act(() => show('alert', price))}>
        {say('Alert at {price}…', { price: formatNumber(price, decimals) })}
      </MenuItem>
      <MenuItem onClick={act(() => show('calculator', price))}>{say('Liquidation price from here…')}</MenuItem>
      <MenuItem onClick={act(() => simulate(price))}>{say('Simulate a trade at this price')}</MenuItem>
      <MenuItem onClick={act(() => centreOn(price))}>{say('Centre the chart here')}</MenuItem>
    </Menu>
  );
}

const KEYS = say(
  'Arrow keys move the cross-hair, with Shift to the next edge of a streak. [ and ] go from cluster to cluster. T opens the same data as a table.',
);

/** The canvases of the chart with what lies over them, and its keys. */
export function ChartArea(props: ChartAreaProps) {
  const { scene, onSave, children } = props;
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const { box, base, over, chart } = useChart(props, setMenu);
  const fit = (): void => chart?.fit(RANGE_MS[useKingfisherScope.getState().range]);
  return (
    <>
      <Box
        ref={box}
        tabIndex={0}
        role="application"
        aria-label={say('Estimated liquidation levels of {symbol} over time and price. {keys}', {
          symbol: scene.symbol,
          keys: KEYS,
        })}
        onKeyDown={(event) => onChartKey(event, { chart, fit, savePicture: onSave })}
      >
        <canvas ref={base} aria-hidden />
        <canvas ref={over} aria-hidden />
        {chart !== null && <ChartTip chart={chart} decimals={scene.priceDecimals} />}
        {children}
      </Box>
      {chart !== null && <ChartSaid chart={chart} decimals={scene.priceDecimals} />}
      <PriceMenu at={menu} decimals={scene.priceDecimals} onClose={() => setMenu(null)} />
    </>
  );
}
