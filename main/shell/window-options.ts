import type { BrowserWindowConstructorOptions } from 'electron';
import type { WindowBounds } from './bounds-store.ts';

export const MIN_WIDTH = 1_100;
export const MIN_HEIGHT = 700;
const DEFAULT_WIDTH = 1_440;
const DEFAULT_HEIGHT = 900;
const BACKGROUND = '#0b0f14';

export interface WindowSettings {
  /** The bundled preload, an absolute path. */
  readonly preload: string;
  readonly icon?: string;
  /** Where the window was last; the middle of the screen when unknown. */
  readonly bounds: WindowBounds | null;
  /** Run from sources: developer tools may be opened. */
  readonly isDevelopment: boolean;
}

/** Every setting that keeps the page a page is written out, although most are defaults: defaults have changed before. */
export function windowOptions(settings: WindowSettings): BrowserWindowConstructorOptions {
  const { bounds } = settings;
  return {
    title: 'Zmart Workstation',
    width: Math.max(bounds?.width ?? DEFAULT_WIDTH, MIN_WIDTH),
    height: Math.max(bounds?.height ?? DEFAULT_HEIGHT, MIN_HEIGHT),
    ...(bounds === null ? { center: true } : { x: bounds.x, y: bounds.y }),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    backgroundColor: BACKGROUND,
    ...(settings.icon === undefined ? {} : { icon: settings.icon }),
    webPreferences: {
      preload: settings.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: settings.isDevelopment,
    },
  };
}
