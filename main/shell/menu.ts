import { app, Menu, type MenuItemConstructorOptions } from 'electron';

const EDIT: MenuItemConstructorOptions = {
  label: 'Edit',
  submenu: [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
};

const view = (isDevelopment: boolean): MenuItemConstructorOptions => ({
  label: 'View',
  submenu: [
    ...(isDevelopment
      ? ([{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }] satisfies MenuItemConstructorOptions[])
      : []),
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ],
});

/** The standard menu; every entry is one of Electron's own roles, so each does what the system's users expect. */
export function menuTemplate(platform: NodeJS.Platform, isDevelopment: boolean): MenuItemConstructorOptions[] {
  const program: MenuItemConstructorOptions =
    platform === 'darwin' ? { role: 'appMenu' } : { label: 'File', submenu: [{ role: 'close' }, { role: 'quit' }] };
  const window: MenuItemConstructorOptions = { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }] };
  const help: MenuItemConstructorOptions[] =
    platform === 'darwin' ? [] : [{ label: 'Help', submenu: [{ role: 'about' }] }];
  return [program, EDIT, view(isDevelopment), window, ...help];
}

/** Puts the menu and the text of the About box in place. */
export function installMenu(version: string, isDevelopment: boolean): void {
  app.setAboutPanelOptions({ applicationName: 'Zmart Workstation', applicationVersion: version });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, isDevelopment)));
}
