import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from 'react';
import { say } from '#shared/language/words.ts';
import { useActions } from '#renderer/data/actions.ts';
import { useTopics } from '#renderer/data/data-context.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { useAlertActions, type AskedAlert } from '../alerts/alert-actions.ts';
import { AlertDialog } from '../alerts/alert-dialog.tsx';
import { useConsoleKey } from '../console-keys.ts';
import { onTick } from '../on-tick.ts';
import type { OpenChart } from './use-chart.ts';

const KEYS = 'Alt+A';

/** A menu at a place of the window, about a price on the tick. */
interface MenuPlace {
  readonly left: number;
  readonly top: number;
  readonly price: string;
}

interface ChartAlertsProps {
  readonly open: OpenChart;
  readonly place: RefObject<HTMLDivElement | null>;
  readonly symbol: string;
  readonly tick: string;
  readonly last: number;
  readonly onRefused: (sentence: string) => void;
}

/** The price on the tick at a height of the window; null outside of the price pane. */
function priceAt(element: HTMLElement, { chart }: OpenChart, clientY: number, tick: string): string | null {
  const y = clientY - element.getBoundingClientRect().top;
  const price = y < 0 || y > chart.plot().height ? null : chart.priceAt(y);
  return price === null ? null : onTick(price, tick);
}

/** Where the pointer is over the chart, and the menu that its right button or the menu key opens. */
function usePlaces({ open, place, tick, last }: ChartAlertsProps) {
  const pointer = useRef<number | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const onPointer = useEffectEvent((event: globalThis.MouseEvent, element: HTMLElement) => {
    const price = priceAt(element, open, event.clientY, tick);
    if (price === null) return;
    event.preventDefault();
    setMenu({ left: event.clientX, top: event.clientY, price });
  });
  const onMenuKey = useEffectEvent((event: globalThis.KeyboardEvent, element: HTMLElement) => {
    const asked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    const price = asked && event.target === element ? onTick(last, tick) : null;
    if (price === null) return;
    event.preventDefault();
    const { left, top, width, height } = element.getBoundingClientRect();
    setMenu({ left: left + width / 2, top: top + height / 2, price });
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const abort = new AbortController();
    const { signal } = abort;
    const move = ({ clientY }: PointerEvent): void => {
      pointer.current = clientY;
    };
    const leave = (): void => {
      pointer.current = null;
    };
    element.addEventListener('pointermove', move, { signal });
    element.addEventListener('pointerleave', leave, { signal });
    element.addEventListener('contextmenu', (event) => onPointer(event, element), { signal });
    element.addEventListener('keydown', (event) => onMenuKey(event, element), { signal });
    return () => abort.abort();
  }, [place]);
  const pointed = (): string | null => {
    const element = place.current;
    return element === null || pointer.current === null ? null : priceAt(element, open, pointer.current, tick);
  };
  return { menu, shut: () => setMenu(null), pointed };
}

/** Price alerts are set at a place of the chart: by its menu, by a key at the pointer, by name at the last price. */
export function ChartAlerts(props: ChartAlertsProps) {
  const { symbol, tick, last, onRefused } = props;
  const actions = useAlertActions();
  const { menu, shut, pointed } = usePlaces(props);
  const [asked, setAsked] = useState<AskedAlert | null>(null);
  const set = async (price: string) => {
    shut();
    const result = await actions.add({ symbol, price });
    if (result.kind === 'refused') onRefused(result.sentence);
  };
  const ask = (price: string | null) => {
    shut();
    if (price !== null) setAsked({ kind: 'new', symbol, price });
  };
  useConsoleKey(KEYS, say('Price alert at the pointer, else at a level'), () => {
    const price = pointed();
    if (price === null) ask(onTick(last, tick));
    else void set(price);
  });
  const { tickers } = useTopics();
  const offered = useMemo(() => {
    const run = (): void => {
      const row = tickers.snapshot().rows.find(({ key }) => key === symbol);
      const price = row === undefined ? null : onTick(row.last, tick);
      if (price !== null) setAsked({ kind: 'new', symbol, price });
    };
    const label = say('Set a price alert on {symbol}', { symbol });
    const note = say('level, way, cool-down, note');
    return [{ id: `console.alert.${symbol}`, group: say('Trading console'), label, note, keys: KEYS, run }];
  }, [symbol, tick, tickers]);
  useActions(offered);
  return (
    <>
      <Menu
        open={menu !== null}
        onClose={shut}
        anchorReference="anchorPosition"
        anchorPosition={{ left: menu?.left ?? 0, top: menu?.top ?? 0 }}
        sx={{ '& .MuiMenuItem-root': { fontSize: 12, minHeight: 28, gap: 1 } }}
      >
        <MenuItem onClick={() => void set(menu?.price ?? '')}>
          {rich('Set alert at {price} {key}', { price: formatQuantity(menu?.price ?? ''), key: <Kbd>Alt A</Kbd> })}
        </MenuItem>
        <MenuItem onClick={() => ask(menu?.price ?? null)}>{say('Set alert: way, cool-down, note…')}</MenuItem>
      </Menu>
      <AlertDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
