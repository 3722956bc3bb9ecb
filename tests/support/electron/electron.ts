/** What `electron` exports, as far as the shell uses it, over an installed Chromium. */
import { serveControl } from './control.ts';

export { app } from './stand-in-app.ts';
export {
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  Tray,
} from './stand-in-recorded.ts';
export { MessageChannelMain } from './stand-in-port.ts';
export { protocol, session } from './stand-in-session.ts';
export { BrowserWindow } from './stand-in-window.ts';

serveControl();
