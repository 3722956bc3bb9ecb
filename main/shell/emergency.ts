import { app, dialog, globalShortcut, Menu, Tray, type MenuItemConstructorOptions } from 'electron';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { Log } from '#core/ports/log.ts';

/** The keys of the kill switch, whatever program has the focus. */
export const KILL_KEYS = 'CommandOrControl+Shift+K';

/** How the shell reaches the kill switch; none of it needs the window. */
export interface Emergency {
  /** Halts at once. `by` is where it was asked for. */
  halt(request: { readonly by: string; readonly reason: string; readonly flatten: boolean }): void;
  /** The trading state and its cause, for the tray. */
  state(): { readonly state: string; readonly cause: string };
  onStateChange(listener: () => void): Disposable;
}

export interface EmergencyParts {
  readonly emergency: Emergency;
  readonly icon: string;
  readonly log: Log;
  readonly showWindow: () => void;
}

const BUTTONS = ['Halt all', 'Halt and close every position', 'Cancel'] as const;

/** The entries of the tray: the second click, in the submenu, is the confirmation. */
export function trayTemplate({ emergency, showWindow }: EmergencyParts): MenuItemConstructorOptions[] {
  const { state } = emergency.state();
  const halt = (flatten: boolean): void => {
    emergency.halt({ by: 'tray', reason: 'halted from the tray', flatten });
  };
  return [
    { label: `Trading: ${state}`, enabled: false },
    { type: 'separator' },
    {
      label: 'Halt all trading',
      submenu: [
        { label: 'Yes, halt all', click: () => halt(false) },
        { label: 'Yes, halt and close every position', click: () => halt(true) },
      ],
    },
    { type: 'separator' },
    { label: 'Show the window', click: showWindow },
    { label: 'Quit', click: () => app.quit() },
  ];
}

/** The tray's entry and the keys that work in any program, also while the window hangs. */
export function installEmergency(parts: EmergencyParts): Disposable {
  const tray = trayOf(parts);
  const keys = killKeys(parts);
  return toDisposable(() => {
    keys.dispose();
    tray.dispose();
  });
}

function trayOf(parts: EmergencyParts): Disposable {
  let tray: Tray;
  try {
    tray = new Tray(parts.icon);
  } catch (error) {
    parts.log.warn('There is no tray; the kill switch stays on its keys and in the window', { error: String(error) });
    return toDisposable(() => undefined);
  }
  const renew = (): void => {
    const { state, cause } = parts.emergency.state();
    tray.setToolTip(`Zmart Workstation: ${state}${cause === '' ? '' : `, ${cause}`}`);
    tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(parts)));
  };
  renew();
  tray.on('click', parts.showWindow);
  const listening = parts.emergency.onStateChange(renew);
  return toDisposable(() => {
    listening.dispose();
    tray.destroy();
  });
}

/** The keys ask once; pressed again they do not wait for the answer. */
function killKeys({ emergency, log }: EmergencyParts): Disposable {
  let asking = false;
  const halt = (flatten: boolean): void => {
    emergency.halt({ by: 'keyboard', reason: 'halted by the keys of the kill switch', flatten });
  };
  const ask = async (): Promise<void> => {
    asking = true;
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: 'Kill switch',
      message: 'Halt all trading?',
      detail: 'No entry leaves any more and every entry is canceled. Press the keys again, or Enter, to halt.',
      buttons: [...BUTTONS],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    asking = false;
    if (response === 0 || response === 1) halt(response === 1);
  };
  const onKeys = (): void => {
    if (asking) return halt(false);
    ask().catch((error: unknown) => {
      asking = false;
      // Where nothing can be asked the keys do what they are for.
      log.error('The kill switch could not ask', { error: String(error) });
      halt(false);
    });
  };
  if (!globalShortcut.register(KILL_KEYS, onKeys)) {
    log.warn('Another program holds the keys of the kill switch; they work in the window only', { keys: KILL_KEYS });
  }
  return toDisposable(() => globalShortcut.unregister(KILL_KEYS));
}
