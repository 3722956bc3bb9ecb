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
  async showMessageBox(_window: unknown, options: unknown): Promise<{ response: number }> {
    record('dialog.showMessageBox', options);
    return { response: 0 };
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (menu: unknown): void => record('Menu.setApplicationMenu', menu),
};

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }],
};

export const shell = {
  async openExternal(address: string): Promise<void> {
    record('shell.openExternal', address);
  },
};
