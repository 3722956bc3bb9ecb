import { BrowserWindow, screen } from 'electron';
import { placed, type BoundsStore, type ScreenArea } from './bounds-store.ts';
import { windowOptions, type WindowSettings } from './window-options.ts';

/** Moving and resizing come in bursts; the place is written when they end. */
const SETTLE_MS = 500;

function remember(window: BrowserWindow, store: BoundsStore): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    const bounds = window.getNormalBounds();
    const { id, workArea } = screen.getDisplayMatching(bounds);
    store.write({ ...bounds, maximized: window.isMaximized(), screen: { id, x: workArea.x, y: workArea.y } });
  };
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, SETTLE_MS);
  };
  window.on('resize', settle);
  window.on('move', settle);
  window.on('close', save);
  window.on('closed', () => clearTimeout(timer));
}

/** Makes a window of the workstation: the only place that makes any. It shows itself once there is something to see. */
export function createWindow(settings: Omit<WindowSettings, 'bounds'>, store: BoundsStore): BrowserWindow {
  const areas = screen.getAllDisplays().map(({ id, workArea }): ScreenArea => ({ id, ...workArea }));
  const bounds = placed(store.read(), areas);
  const window = new BrowserWindow(windowOptions({ ...settings, bounds }));
  window.once('ready-to-show', () => {
    if (bounds?.maximized === true) window.maximize();
    window.show();
  });
  remember(window, store);
  return window;
}
