/** Parts of Electron that only have to remember what they were told. */
import { EventEmitter } from 'node:events';
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

/** The buttons that will be pressed, one question after the other; then the first of each. */
export const answers: string[] = [];

interface Question {
  readonly buttons: readonly string[];
}

export const dialog = {
  showErrorBox: (title: string, content: string): void => record('dialog.showErrorBox', title, content),
  async showMessageBox(first: unknown, options: unknown = first): Promise<{ response: number }> {
    record('dialog.showMessageBox', options);
    const answer = answers.shift();
    if (answer === undefined) return { response: 0 };
    const response = (options as Question).buttons.indexOf(answer);
    if (response < 0) throw new Error(`The question has no button ${answer}`);
    return { response };
  },
};

interface MenuEntry {
  readonly label?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly accelerator?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuEntry[];
}

/** The menu of the program as it is now. */
export const menuBar: { entries: readonly MenuEntry[] } = { entries: [] };

export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu(menu: unknown): void {
    record('Menu.setApplicationMenu', menu);
    menuBar.entries = menu as readonly MenuEntry[];
  },
};

/** Clicks the entry that a path of labels leads to. */
export function clickEntry(first: readonly MenuEntry[], path: readonly string[]): void {
  let entries = first;
  let found: MenuEntry | undefined;
  for (const label of path) {
    found = entries.find((entry) => entry.label === label);
    entries = found?.submenu ?? [];
  }
  if (found?.click === undefined || found.enabled === false) throw new Error(`There is no entry ${path.join(' > ')}`);
  found.click();
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

  isDestroyed(): boolean {
    return !trays.includes(this);
  }

  destroy(): void {
    record('tray.destroy');
    trays.splice(trays.indexOf(this), 1);
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

const DISPLAYS = [{ id: 1, workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }] as const;

export const screen = {
  getAllDisplays: () => DISPLAYS,
  getDisplayMatching: () => DISPLAYS[0],
};

export const powerMonitor = new EventEmitter();

let blockers = 0;

export const powerSaveBlocker = {
  start(type: string): number {
    record('powerSaveBlocker.start', type);
    blockers += 1;
    return blockers;
  },
  stop(id: number): boolean {
    record('powerSaveBlocker.stop', id);
    return true;
  },
};

export const shell = {
  async openExternal(address: string): Promise<void> {
    record('shell.openExternal', address);
  },
};

/** What was shown on the desktop, oldest first. */
export const notifications: Notification[] = [];

interface NotificationOptions {
  readonly title: string;
}

export class Notification extends EventEmitter {
  readonly title: string;
  readonly #options: NotificationOptions;

  constructor(options: NotificationOptions) {
    super();
    this.title = options.title;
    this.#options = options;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    notifications.push(this);
    record('notification.show', this.#options);
  }
}
