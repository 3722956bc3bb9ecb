/** Parts of Electron that only have to remember what they were told. */
import { record } from './record.ts';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

export const ipcHandlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    record('ipcMain.handle', channel);
    ipcHandlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    ipcHandlers.delete(channel);
  },
};

export const dialog = {
  showErrorBox: (title: string, content: string): void => record('dialog.showErrorBox', title, content),
  async showMessageBox(first: unknown, options: unknown = first): Promise<{ response: number }> {
    record('dialog.showMessageBox', options);
    return { response: 0 };
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (menu: unknown): void => record('Menu.setApplicationMenu', menu),
};

interface MenuEntry {
  readonly label?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuEntry[];
}

/** What the trays of the program show now. */
export const trays: Tray[] = [];

export class Tray {
  menu: readonly MenuEntry[] = [];
  toolTip = '';

  constructor(icon: string) {
    record('tray.new', icon);
    trays.push(this);
  }

  setToolTip(text: string): void {
    this.toolTip = text;
    record('tray.setToolTip', text);
  }

  setContextMenu(menu: unknown): void {
    this.menu = menu as readonly MenuEntry[];
  }

  on(): void {}

  destroy(): void {
    record('tray.destroy');
    trays.splice(trays.indexOf(this), 1);
  }

  /** Clicks the entry that this path of labels leads to. */
  click(path: readonly string[]): void {
    let entries = this.menu;
    let found: MenuEntry | undefined;
    for (const label of path) {
      found = entries.find((entry) => entry.label === label);
      entries = found?.submenu ?? [];
    }
    if (found?.click === undefined) throw new Error(`The tray has no entry ${path.join(' > ')}`);
    found.click();
  }
}

/** Keys that work in any program, with what they do. */
export const shortcuts = new Map<string, () => void>();

export const globalShortcut = {
  register(keys: string, action: () => void): boolean {
    record('globalShortcut.register', keys);
    shortcuts.set(keys, action);
    return true;
  },
  unregister(keys: string): void {
    record('globalShortcut.unregister', keys);
    shortcuts.delete(keys);
  },
};

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }],
};

export const shell = {
  async openExternal(address: string): Promise<void> {
    record('shell.openExternal', address);
  },
};

export class Notification {
  readonly #options: unknown;

  constructor(options: unknown) {
    this.#options = options;
  }

  static isSupported(): boolean {
    return true;
  }

  on(): void {}

  show(): void {
    record('notification.show', this.#options);
  }
}
