import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useState, type MouseEvent } from 'react';
import { useHostNow } from '#renderer/data/use-now.ts';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
import { formatCountdown } from '#renderer/ui/format-time.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { bucketStart, timeframeMs } from '#shared/domain/timeframe.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { INTERVALS, LAYERS, useChartSettings, type Interval, type Layer } from './chart-settings.ts';
import { DRAWING_KINDS, type DrawingKind } from './drawing.ts';
import { removeDrawings, useDrawings, useDrawingsOf } from './drawing-store.ts';
import { STUDIES } from './studies.ts';

/** What is measured for the room the bar has. */
const Room = styled('header')({ containerType: 'inline-size', containerName: 'chart-bar', flex: 'none' });

const Bar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flex: 'none',
  height: 34,
  padding: '0 10px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 11,
  color: tone.text3,
  overflow: 'auto hidden',
  scrollbarWidth: 'none',
  whiteSpace: 'nowrap',
  '& > span.space': { flex: 1 },
  '& > button': {
    border: 0,
    background: 'none',
    padding: '3px 6px',
    borderRadius: 4,
    color: tone.text2,
    fontSize: 11,
    cursor: 'pointer',
    display: 'inline-flex',
    alignItems: 'center',
    gap: 5,
    flex: 'none',
  },
  '& > button:hover': { color: tone.text, background: tone.kingSoft },
  '& > button > i': { width: 8, height: 8, borderRadius: 2, border: `1px solid ${tone.lineStrong}` },
  '& > button[aria-pressed=true]': { color: tone.text },
  '& > button[aria-pressed=true] > i': { background: tone.king, borderColor: tone.king },
  '& > [data-small]': { display: 'none' },
  '@container chart-bar (max-width: 1100px)': {
    gap: 4,
    '& > [data-wide]': { display: 'none' },
    '& > [data-small]': { display: 'inline-flex' },
  },
  '@container chart-bar (max-width: 680px)': { gap: 2, '& > button': { padding: '3px 5px' } },
});

/** Stays in sight at the end of the bar, however long the words before it are in a language. */
const Pinned = styled('span')({ position: 'sticky', right: 0, flex: 'none', background: tone.panel });

const INTERVAL_LABELS: Readonly<Record<Interval, string>> = {
  '1m': '1m',
  '5m': '5m',
  '15m': '15m',
  '30m': '30m',
  '1h': '1h',
  '4h': '4h',
  '1d': '1D',
};
const INTERVAL_OPTIONS = INTERVALS.map((value) => ({ value, label: INTERVAL_LABELS[value] }));

const LAYER_NAMES: Readonly<Record<Layer, string>> = {
  positions: say('Positions'),
  orders: say('Orders'),
  fills: say('Fills'),
  alerts: say('Alerts'),
  liquidations: say('Liquidation map'),
};

const TOOL_NAMES: Readonly<Record<DrawingKind, string>> = {
  level: say('Horizontal level'),
  trend: say('Trend line'),
  ray: say('Ray'),
  rectangle: say('Rectangle'),
  measure: sayAs('drawing', 'Measure'),
};

/** What the menu says while a tool is in the hand. */
const DRAWING_WORDS: Readonly<Record<DrawingKind, string>> = {
  level: say('Drawing: horizontal level, Esc ends'),
  trend: say('Drawing: trend line, Esc ends'),
  ray: say('Drawing: ray, Esc ends'),
  rectangle: say('Drawing: rectangle, Esc ends'),
  measure: say('Drawing: measure, Esc ends'),
};

function BarCloses({ interval }: { readonly interval: Interval }) {
  const now = useHostNow();
  if (now === null) return null;
  const left = bucketStart(now, interval) + timeframeMs(interval) - now;
  const text = formatCountdown(left).replace(/^0:/, '');
  return <span data-wide>{say('bar closes in {left}', { left: text })}</span>;
}

interface ToggleProps {
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly children: string;
  readonly wide?: boolean;
}

function Toggle({ on, onToggle, children, wide = false }: ToggleProps) {
  return (
    <button type="button" aria-pressed={on} onClick={onToggle} {...(wide ? { 'data-wide': true } : {})}>
      <i aria-hidden />
      {children}
    </button>
  );
}

/** Where a menu opens; null while it is shut. */
function useMenu() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return {
    anchor,
    open: (event: MouseEvent<HTMLElement>) => setAnchor(event.currentTarget),
    close: () => setAnchor(null),
  };
}

const dense = { '& .MuiMenuItem-root': { fontSize: 12, minHeight: 28, gap: 1 } } as const;

function StudyMenu() {
  const { studies, change } = useChartSettings();
  const { anchor, open, close } = useMenu();
  const toggle = (id: string): void =>
    change({ studies: studies.includes(id) ? studies.filter((other) => other !== id) : [...studies, id] });
  return (
    <>
      <button type="button" aria-haspopup="menu" aria-expanded={anchor !== null} onClick={open}>
        {say('Indicators {count}', { count: studies.length })}
      </button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} sx={dense}>
        {STUDIES.map(({ id, label, pane }) => (
          <MenuItem key={id} role="menuitemcheckbox" aria-checked={studies.includes(id)} onClick={() => toggle(id)}>
            <span style={{ width: 14 }}>{studies.includes(id) ? '✓' : ''}</span>
            {label}
            <span style={{ color: tone.text3, marginLeft: 8 }}>{pane === 'own' ? say('own pane') : ''}</span>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

interface DrawMenuProps {
  readonly symbol: string;
  /** Draws in the middle of what is seen: the way of the keyboard. */
  readonly onPlace: (kind: DrawingKind) => void;
}

function DrawMenu({ symbol, onPlace }: DrawMenuProps) {
  const { tool, choose, selected } = useDrawings();
  const drawn = useDrawingsOf(symbol).length;
  const { anchor, open, close } = useMenu();
  const take = (kind: DrawingKind, event: MouseEvent): void => {
    close();
    // A menu entry chosen by keyboard has no pointer that could draw.
    if (event.detail === 0) onPlace(kind);
    else choose(kind);
  };
  const run = (does: () => void): void => {
    close();
    does();
  };
  return (
    <>
      <button type="button" aria-haspopup="menu" aria-expanded={anchor !== null} onClick={open}>
        {tool === null ? say('Draw') : DRAWING_WORDS[tool]}
      </button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} sx={dense}>
        {DRAWING_KINDS.map((kind) => (
          <MenuItem key={kind} onClick={(event) => take(kind, event)}>
            {TOOL_NAMES[kind]}
          </MenuItem>
        ))}
        {selected !== null && (
          <MenuItem onClick={() => run(() => removeDrawings(symbol, selected))}>
            {rich('Remove the selected one <key>Del</key>', { key: (inside) => <Kbd>{inside}</Kbd> })}
          </MenuItem>
        )}
        {drawn > 0 && (
          <MenuItem onClick={() => run(() => removeDrawings(symbol, null))}>
            {say('Remove all {count}', { count: drawn })}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}

interface LayerMenuProps {
  readonly layers: readonly Layer[];
  readonly onToggle: (layer: Layer) => void;
}

/** The layers where there is no room for a switch each. */
function LayerMenu({ layers, onToggle }: LayerMenuProps) {
  const { anchor, open, close } = useMenu();
  return (
    <>
      <button type="button" data-small aria-haspopup="menu" aria-expanded={anchor !== null} onClick={open}>
        {say('Layers {count}', { count: layers.length })}
      </button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} sx={dense}>
        {LAYERS.map((layer) => (
          <MenuItem
            key={layer}
            role="menuitemcheckbox"
            aria-checked={layers.includes(layer)}
            onClick={() => onToggle(layer)}
          >
            <span style={{ width: 14 }}>{layers.includes(layer) ? '✓' : ''}</span>
            {LAYER_NAMES[layer]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

interface ChartToolbarProps extends DrawMenuProps {
  readonly table: boolean;
  readonly onTable: () => void;
  readonly onFit: () => void;
}

/** Interval, indicators, layers and tools of the chart. */
export function ChartToolbar({ symbol, onPlace, table, onTable, onFit }: ChartToolbarProps) {
  const { interval, layers, log, change } = useChartSettings();
  const toggle = (layer: Layer): void =>
    change({ layers: layers.includes(layer) ? layers.filter((other) => other !== layer) : [...layers, layer] });
  return (
    <Room>
      <Bar>
        <Segmented
          label={sayAs('candles', 'Interval')}
          options={INTERVAL_OPTIONS}
          value={interval}
          onChange={(value) => change({ interval: value })}
        />
        <BarCloses interval={interval} />
        <span className="space" />
        <StudyMenu />
        <DrawMenu symbol={symbol} onPlace={onPlace} />
        <LayerMenu layers={layers} onToggle={toggle} />
        {LAYERS.map((layer) => (
          <Toggle key={layer} on={layers.includes(layer)} onToggle={() => toggle(layer)} wide>
            {LAYER_NAMES[layer]}
          </Toggle>
        ))}
        <Toggle on={log} onToggle={() => change({ log: !log })}>
          {sayAs('scale', 'Log')}
        </Toggle>
        <Toggle on={table} onToggle={onTable}>
          {say('Table')}
        </Toggle>
        <button type="button" onClick={onFit}>
          {rich('Fit {key}', { key: <Kbd>A</Kbd> })}
        </button>
        <Pinned>
          <PanelOrigin />
        </Pinned>
      </Bar>
    </Room>
  );
}
