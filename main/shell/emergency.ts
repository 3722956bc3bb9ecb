import { app, dialog, globalShortcut, Menu, Tray, type MenuItemConstructorOptions } from 'electron';
import type { Mode, TradingState } from '#shared/domain/signal.ts';
import type { Exposure } from '#shared/domain/exposure.ts';
import type { Log } from '#core/ports/log.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import { told } from '#shared/language/told.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { openWords } from './exposure-words.ts';
import { modeWord, stateWord } from './shell-words.ts';

/** The keys of the kill switch, whatever program has the focus. */
export const KILL_KEYS = 'CommandOrControl+Shift+K';

/** How the shell reaches the kill switch; none of it needs the window. */
export interface Emergency {
  /** Halts at once. `by` is where it was asked for. */
  halt(request: { readonly by: string; readonly reason: string; readonly flatten: boolean }): void;
  /** Cancels every entry and closes every position; the trading state stays. */
  flatten(by: string, reason: string): void;
  /** The trading state and its cause, for the tray. */
  state(): { readonly state: TradingState; readonly cause: string };
  onStateChange(listener: () => void): Disposable;
}

export interface EmergencyParts {
  readonly emergency: Emergency;
  readonly mode: Mode;
  readonly exposure: () => Exposure;
  readonly icon: string;
  readonly log: Log;
  readonly showWindow: () => void;
}

/** Where the question of the kill switch was asked for, and what is journaled then. */
type AskedBy = keyof typeof REASONS;
const REASONS = {
  keyboard: verbatim('halted by the keys of the kill switch'),
  menu: verbatim('halted from the menu'),
} as const;

/** The tray and the keys of the kill switch, and the questions they share with the menu. */
export interface InstalledEmergency extends Disposable {
  /** Makes the tray's words anew. */
  renew(): void;
  askHalt(by: AskedBy): void;
  askFlatten(): void;
}

/** The entries of the tray: the second click, in the submenu, answers the question. */
export function trayTemplate({ emergency, mode, exposure, showWindow }: EmergencyParts): MenuItemConstructorOptions[] {
  const { state } = emergency.state();
  const halt = (flatten: boolean): void => {
    emergency.halt({ by: 'tray', reason: verbatim('halted from the tray'), flatten });
  };
  return [
    { label: say('Trading: {state} ({mode})', { state: stateWord(state), mode: modeWord(mode) }), enabled: false },
    { label: openWords(exposure()), enabled: false },
    { type: 'separator' },
    {
      label: say('Halt all trading'),
      submenu: [
        { label: say('Halt all trading?'), enabled: false },
        { label: say('Yes, halt all'), click: () => halt(false) },
        { label: say('Yes, halt and close every position'), click: () => halt(true) },
      ],
    },
    { type: 'separator' },
    { label: say('Show the window'), click: showWindow },
    { label: say('Quit'), click: () => app.quit() },
  ];
}

/** The tray's entry and the keys that work in any program, also while the window hangs. */
export function installEmergency(parts: EmergencyParts): InstalledEmergency {
  const tray = trayOf(parts);
  const questions = questionsOf(parts);
  const keys = killKeys(parts, () => questions.askHalt('keyboard'));
  return {
    ...questions,
    renew: tray.renew,
    dispose() {
      keys.dispose();
      tray.dispose();
    },
  };
}

function trayOf(parts: EmergencyParts): Disposable & { readonly renew: () => void } {
  let tray: Tray;
  try {
    tray = new Tray(parts.icon);
  } catch (error) {
    parts.log.warn('There is no tray; the kill switch stays on its keys and in the window', { error: String(error) });
    return { renew: () => undefined, dispose: () => undefined };
  }
  const renew = (): void => {
    if (tray.isDestroyed()) return;
    const { state, cause } = parts.emergency.state();
    const values = { mode: modeWord(parts.mode), state: stateWord(state) };
    tray.setToolTip(
      cause === ''
        ? say('Zmart Workstation, {mode}: {state}', values)
        : say('Zmart Workstation, {mode}: {state}, {cause}', { ...values, cause: told(cause) }),
    );
    tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(parts)));
  };
  renew();
  tray.on('click', parts.showWindow);
  const listening = parts.emergency.onStateChange(renew);
  return {
    renew,
    dispose() {
      listening.dispose();
      tray.destroy();
    },
  };
}

type Answer = 'halt' | 'halt-and-close' | 'cancel';

async function haltAnswer(): Promise<Answer> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: say('Kill switch'),
    message: say('Halt all trading?'),
    detail: say('No entry leaves any more and every entry is canceled. Press the keys again, or Enter, to halt.'),
    buttons: [say('Halt all'), say('Halt and close every position'), say('Cancel')],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return response === 0 ? 'halt' : response === 1 ? 'halt-and-close' : 'cancel';
}

async function flattenAnswer(exposure: Exposure): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: say('Close every position'),
    message: say('Close every position?'),
    detail: say(
      '{open} Entries are canceled and positions closed at market, reduce-only. Trading goes on afterwards.',
      {
        open: openWords(exposure),
      },
    ),
    buttons: [say('Close every position'), say('Cancel')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Asks once at a time; asked to halt while it asks, it does not wait for the answer. */
function questionsOf({ emergency, exposure, log }: EmergencyParts): Pick<InstalledEmergency, 'askHalt' | 'askFlatten'> {
  const asking = { halt: false, flatten: false };
  const halt = (by: AskedBy, flatten: boolean): void => emergency.halt({ by, reason: REASONS[by], flatten });
  const halting = async (by: AskedBy): Promise<void> => {
    const answer = await haltAnswer();
    if (answer !== 'cancel') halt(by, answer === 'halt-and-close');
  };
  const flattening = async (): Promise<void> => {
    if (await flattenAnswer(exposure())) emergency.flatten('menu', verbatim('closed from the menu'));
  };
  return {
    askHalt(by) {
      if (asking.halt) return halt(by, false);
      asking.halt = true;
      halting(by)
        .catch((error: unknown) => {
          // Where nothing can be asked the keys do what they are for.
          log.error('The kill switch could not ask', { error: String(error) });
          halt(by, false);
        })
        .finally(() => {
          asking.halt = false;
        });
    },
    askFlatten() {
      if (asking.flatten) return;
      asking.flatten = true;
      flattening()
        .catch((error: unknown) => log.error('It could not be asked whether to close', { error: String(error) }))
        .finally(() => {
          asking.flatten = false;
        });
    },
  };
}

function killKeys({ log }: EmergencyParts, onKeys: () => void): Disposable {
  if (!globalShortcut.register(KILL_KEYS, onKeys)) {
    log.warn('Another program holds the keys of the kill switch; they work in the window only', { keys: KILL_KEYS });
  }
  return toDisposable(() => globalShortcut.unregister(KILL_KEYS));
}
