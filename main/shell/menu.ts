import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { TradingState } from '#shared/domain/signal.ts';
import { SCREEN_LETTERS, SCREEN_PATHS, type ScreenPath } from '#shared/domain/screen-path.ts';
import type { ShellWish, WishedDialog } from '#shared/domain/shell-wish.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { KILL_KEYS } from './emergency.ts';
import { screenName } from './shell-words.ts';

/** The keys of the palette, as the window listens for them. */
export const PALETTE_KEYS = 'CommandOrControl+K';

type Item = MenuItemConstructorOptions;

/** What the entries of the menu do. */
export interface MenuActions {
  /** Asks the window to show something. */
  readonly wish: (wish: ShellWish) => void;
  /** Asks whether to halt, and halts. */
  readonly askHalt: () => void;
  /** Asks whether to close every position, and closes. */
  readonly askFlatten: () => void;
}

export interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  readonly state: TradingState;
  /** False where another host trades on the data folder, or nothing may be changed. */
  readonly mayTrade: boolean;
  readonly actions: MenuActions;
}

/** The window, or the whole system, listens for these keys itself: the menu shows them and leaves them alone. */
const shown = (accelerator: string): Item => ({ accelerator, registerAccelerator: false });

const edit = (): Item => ({
  label: say('Edit'),
  submenu: [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
});

const dialogItem = (label: string, dialog: WishedDialog, { wish }: MenuActions, more: Item = {}): Item => ({
  label,
  ...more,
  click: () => wish({ kind: 'dialog', dialog }),
});

const trading = ({ state, mayTrade, actions }: MenuParts): Item => ({
  label: sayAs('menu', 'Trading'),
  submenu: [
    { label: say('Halt all trading…'), ...shown(KILL_KEYS), click: () => actions.askHalt() },
    { label: say('Close every position…'), enabled: mayTrade, click: () => actions.askFlatten() },
    { type: 'separator' },
    dialogItem(say('Resume trading…'), 'resume', actions, { enabled: mayTrade && state !== 'ACTIVE' }),
    dialogItem(say('Pause signal intake…'), 'pause', actions, { enabled: mayTrade }),
  ],
});

/** A menu knows no keys that are pressed in turn, so they stand in the name. */
function screenItem(path: ScreenPath, { wish }: MenuActions): Item {
  const letter = SCREEN_LETTERS[path];
  const screen = screenName(path);
  return {
    label: letter === null ? screen : say('{screen} (G {letter})', { screen, letter }),
    click: () => wish({ kind: 'place', path }),
  };
}

function go({ actions }: MenuParts): Item {
  const isSetting = (path: ScreenPath): boolean => path.startsWith('/settings/');
  const items = (wanted: boolean): Item[] =>
    SCREEN_PATHS.filter((path) => isSetting(path) === wanted).map((path) => screenItem(path, actions));
  return {
    label: sayAs('menu', 'Go'),
    submenu: [...items(false), { type: 'separator' }, { label: say('Settings'), submenu: items(true) }],
  };
}

const view = ({ isDevelopment, actions }: MenuParts): Item => ({
  label: sayAs('menu', 'View'),
  submenu: [
    dialogItem(say('Find a symbol, screen, action or setting'), 'palette', actions, shown(PALETTE_KEYS)),
    { type: 'separator' },
    ...(isDevelopment
      ? ([{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }] satisfies Item[])
      : []),
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ],
});

const help = ({ platform, actions }: MenuParts): Item => ({
  role: 'help',
  label: say('Help'),
  submenu: [
    dialogItem(say('Show all keys (?)'), 'keys', actions),
    dialogItem(say('Take the tour'), 'tour', actions),
    ...(platform === 'darwin' ? [] : ([{ type: 'separator' }, { role: 'about' }] satisfies Item[])),
  ],
});

/** The menu: Electron's own roles for what every program has, and what this one does. */
export function menuTemplate(parts: MenuParts): Item[] {
  const program: Item =
    parts.platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: sayAs('menu', 'File'), submenu: [{ role: 'close' }, { role: 'quit' }] };
  const window: Item = { label: sayAs('menu', 'Window'), submenu: [{ role: 'minimize' }, { role: 'zoom' }] };
  return [program, edit(), trading(parts), go(parts), view(parts), window, help(parts)];
}

/** Puts the text of the About box in place. */
export function describeProgram(version: string): void {
  app.setAboutPanelOptions({ applicationName: 'Zmart Workstation', applicationVersion: version });
}

export function showMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)));
}
