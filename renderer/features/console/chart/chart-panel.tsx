import { styled } from '@mui/material/styles';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { say } from '#shared/language/words.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useConsoleKey } from '../console-keys.ts';
import { ChartAlerts } from './chart-alerts.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { useChartSettings } from './chart-settings.ts';
import { ChartTable } from './chart-table.tsx';
import { ChartToolbar } from './chart-toolbar.tsx';
import type { DrawingKind } from './drawing.ts';
import { DrawingList } from './drawing-list.tsx';
import { removeDrawings, useDrawings, useDrawingsOf } from './drawing-store.ts';
import { FillCard, useFillHover } from './fill-card.tsx';
import { LevelChips } from './level-chips.tsx';
import { LANE } from './plot.ts';
import { chosenStudies } from './studies.ts';
import type { ContractUnits, TradeLevel } from './trade-levels.ts';
import { useBands } from './use-bands.ts';
import { useBars, useChart, type OpenChart } from './use-chart.ts';
import { drawingInSight, useDrawingInput } from './use-drawing-input.ts';
import { useFills } from './use-fills.ts';
import { useLevels, useMoveLevel } from './use-levels.ts';

const ORIGIN = {
  from: say('Candles and prices of the feed'),
  kind: 'market',
  others: [
    { figures: say('Own orders, positions and fills'), from: say('The ledger and the journal'), kind: 'account' },
    { figures: say('Liquidation clusters'), from: say('The model of the liquidation map'), kind: 'model' },
    { figures: say('Indicators'), from: say('Worked out from the candles shown'), kind: 'market' },
  ],
} as const;

const Place = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  overflow: 'hidden',
  '& > [data-canvas]': { position: 'absolute', inset: 0 },
  '&[data-tool=true]': { cursor: 'crosshair' },
  '&:focus-visible': { outlineOffset: -2 },
});

const Foot = styled('a')({
  position: 'absolute',
  right: 4,
  bottom: 8,
  zIndex: 2,
  width: 62,
  textAlign: 'center',
  fontSize: 10,
  color: `${tone.text3} !important`,
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
});

const Refusal = styled('p')({
  position: 'absolute',
  left: '50%',
  top: 40,
  zIndex: 8,
  transform: 'translateX(-50%)',
  maxWidth: '80%',
  margin: 0,
  padding: '6px 12px',
  borderRadius: 5,
  border: `1px solid ${tone.down}`,
  background: tone.panel,
  color: tone.down,
  fontSize: 12,
});

/** Whose chart library it is. */
const CHART_MAKER = 'TradingView';
/** A refusal stays this long. */
const SAID_MS = 9_000;
const SCROLL_BARS = 10;
/** Levels farther from the price than this share do not squeeze the bars together. */
const NEAR = 0.12;

const nearPrices = (levels: readonly TradeLevel[], mark: number): readonly number[] =>
  levels
    .filter(({ kind }) => kind !== 'alert')
    .map(({ price }) => price)
    .filter((price) => Math.abs(price - mark) <= NEAR * mark);

interface ChartPanelProps {
  readonly ticker: TickerView;
  readonly units: ContractUnits;
}

interface OverlaysProps extends ChartPanelProps {
  readonly open: OpenChart;
  readonly place: React.RefObject<HTMLDivElement | null>;
  readonly table: boolean;
}

/** What lies over the bars: levels, fills, drawings, liquidations. */
function Overlays({ open, place, ticker, units, table }: OverlaysProps) {
  const symbol = ticker.key;
  const { interval, studies: ids, layers } = useChartSettings();
  const studies = useMemo(() => chosenStudies(ids), [ids]);
  const levels = useLevels(symbol, units, ticker.last);
  const move = useMoveLevel(symbol);
  const [refusal, setRefusal] = useState<string | null>(null);
  const fills = useFills(symbol);
  const shownFills = layers.includes('fills') ? fills : [];
  const fill = useFillHover(place, open, shownFills);
  const drawings = useDrawingsOf(symbol);
  const selected = useDrawings((state) => state.selected);
  const bands = useBands(symbol, layers.includes('liquidations'));
  const marks = useMemo(
    () => fills.map(({ seq, at, price, side }) => ({ id: String(seq), at, price: Number(price), side })),
    [fills],
  );
  const withFills = layers.includes('fills');
  useEffect(
    () => open.scene.set({ levels, drawings, selected, bands, fills: withFills ? marks : [] }),
    [open, levels, drawings, selected, bands, marks, withFills],
  );
  const inSight = nearPrices(levels, ticker.mark);
  useEffect(() => open.chart.include(inSight));
  useEffect(() => {
    if (refusal === null) return undefined;
    const timer = setTimeout(() => setRefusal(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
  return (
    <>
      <ChartLegend {...{ open, studies, units }} />
      <LevelChips {...{ open, levels, units }} mark={ticker.mark} onMove={move} onRefused={setRefusal} />
      <DrawingList symbol={symbol} units={units} barMs={timeframeMs(interval)} />
      <ChartAlerts {...{ open, place, symbol }} tick={units.tick} last={ticker.last} onRefused={setRefusal} />
      {fill !== null && <FillCard {...{ open, fill, units }} />}
      {refusal !== null && <Refusal role="alert">{refusal}</Refusal>}
      {bands !== null && (
        <span style={{ position: 'absolute', right: 66 + 6, top: 8, zIndex: 2, width: LANE, textAlign: 'right' }}>
          <Tag tone="ember" title={say('Liquidation clusters are an estimate: positions of others are not published')}>
            {say('ESTIMATED')}
          </Tag>
        </span>
      )}
      {table && <ChartTable {...{ open, studies, levels, units }} fills={fills} />}
    </>
  );
}

/** What the chart says when it has no bars. */
function Standing({ open, label }: { readonly open: OpenChart; readonly label: string }) {
  const { status, window, error } = useBars(open);
  if (status === 'failed') return <EmptyNote title={say('The bars did not come')}>{error?.sentence}</EmptyNote>;
  if (window === null) return null;
  if (window.ts.length === 0)
    return (
      <EmptyNote title={say('No bars of {symbol} yet', { symbol: label })}>
        {say('They appear as they close, or after an import.')}
      </EmptyNote>
    );
  return null;
}

function useChartKeys(open: OpenChart | null): void {
  const step = useChartSettings((settings) => settings.step);
  useConsoleKey('[', say('Shorter interval'), () => step(-1));
  useConsoleKey(']', say('Longer interval'), () => step(1));
  useConsoleKey('A', say('Fit the chart'), () => open?.chart.fit());
}

/** Ends drawing with Esc, removes the selected drawing with Delete. */
function useDrawingKeys(symbol: string): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const { tool, selected, choose, select } = useDrawings.getState();
      const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key === 'Escape' && (tool !== null || selected !== null)) {
        choose(null);
        select(null);
      } else if (event.key === 'Delete' && selected !== null && !inField) removeDrawings(symbol, selected);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [symbol]);
}

/** The price chart of a contract, with everything of the account that has a price. */
export function ChartPanel({ ticker, units }: ChartPanelProps) {
  const symbol = ticker.key;
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const { interval, studies, log } = useChartSettings();
  const [table, setTable] = useState(false);
  const open = useChart(canvas, { symbol, interval, studies, units });
  const tool = useDrawings((state) => state.tool);
  useDrawingInput(place, open, symbol, units.tick);
  useDrawingKeys(symbol);
  useChartKeys(open);
  useEffect(() => open?.chart.setLog(log), [open, log]);
  const onPlace = (kind: DrawingKind): void => {
    const drawing = open === null ? null : drawingInSight(open, kind, units.tick);
    if (drawing === null) return;
    useDrawings.getState().put(symbol, drawing);
    useDrawings.getState().select(drawing.id);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || open === null) return;
    const bars = { ArrowLeft: -SCROLL_BARS, ArrowRight: SCROLL_BARS }[event.key];
    const zoom = { '+': 0.8, '-': 1.25 }[event.key];
    if (event.key === 'Home') open.source.toNow();
    if (bars === undefined && zoom === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    open.chart.step(bars ?? 0, zoom ?? 1);
  };
  const header = (
    <ChartToolbar {...{ symbol, onPlace, table }} onTable={() => setTable(!table)} onFit={() => open?.chart.fit()} />
  );
  return (
    <Panel
      ageing="feed"
      label={say('Price chart')}
      origin={{ ...ORIGIN, asOf: ticker.asOf, short: true }}
      header={header}
    >
      <Place
        ref={place}
        role="group"
        tabIndex={0}
        aria-label={say(
          'Price chart of {symbol}, {interval}. Arrows scroll, plus and minus zoom, Table shows the figures.',
          { symbol, interval },
        )}
        data-tool={tool !== null}
        onKeyDown={onKey}
      >
        <div ref={canvas} data-canvas aria-hidden />
        {open !== null && (
          <>
            <Overlays {...{ open, place, ticker, units, table }} />
            <Standing open={open} label={symbol} />
            <StaleMark open={open} />
          </>
        )}
        <Foot
          href="https://www.tradingview.com/"
          target="_blank"
          rel="noreferrer"
          title={say('Lightweight Charts by TradingView')}
        >
          {CHART_MAKER}
        </Foot>
      </Place>
    </Panel>
  );
}

/** Says that the picture is an old one. */
function StaleMark({ open }: { readonly open: OpenChart }) {
  const { status, window } = useBars(open);
  const past = window !== null && !window.reachesNow;
  if (status !== 'stale' && !past) return null;
  return (
    <span style={{ position: 'absolute', left: 8, bottom: 48, zIndex: 2 }}>
      {past ? (
        <button type="button" onClick={open.source.toNow}>
          {say('Back to now')}
        </button>
      ) : (
        <Tag tone="warn">{say('STALE: the stream of bars is down')}</Tag>
      )}
    </span>
  );
}
