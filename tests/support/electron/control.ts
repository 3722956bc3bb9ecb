import { record, recordedCalls, RefusableEvent } from './record.ts';
import { toWeb } from './address.ts';
import { app } from './stand-in-app.ts';
import { servedPorts } from './stand-in-port.ts';
import {
  answers,
  clickEntry,
  ipcHandlers,
  menuBar,
  notifications,
  powerMonitor,
  shortcuts,
  trays,
} from './stand-in-recorded.ts';
import { session } from './stand-in-session.ts';
import { BrowserWindow } from './stand-in-window.ts';

/** What a test asks of the program under test, by name. */
export interface ControlCalls {
  calls(): unknown;
  endpoint(): string | null;
  grants(permission: string): boolean;
  passes(url: string): boolean;
  /** Emits an event that can be refused; true when it was. */
  emitPage(name: string, details: object): boolean;
  emitApp(name: string, details: readonly unknown[]): boolean;
  /** Asks a handler as somebody else. */
  invokeAs(channel: string, sender: 'window' | 'other', frame: ForgedFrame | null): Promise<unknown>;
  request(method: string, url: string): Promise<{ status: number; headers: Record<string, string>; body: string }>;
  openWindow(url: string): string | null;
  /** Presses keys that work in any program. */
  press(keys: string): null;
  /** Clicks an entry of the tray, by the labels that lead to it. */
  clickTray(path: readonly string[]): null;
  /** Clicks an entry of the menu, by the labels that lead to it. */
  clickMenu(path: readonly string[]): null;
  /** The labels of the menu, those within a menu after it, with `*` behind one that is off. */
  menu(): readonly string[];
  /** The labels of the tray's menu. */
  trayLabels(): readonly string[];
  /** Which buttons the coming questions are answered with. */
  answer(buttons: readonly string[]): null;
  /** Clicks the last notification with this title. */
  clickNotification(title: string): null;
  /** The system starts this program once more, with these arguments. */
  startAgain(args: readonly string[]): null;
  /** The system is about to shut down. */
  shutDown(): null;
  /** A person closes the window. */
  closeWindow(): null;
  /** The text of the tray; null when there is none. */
  tray(): string | null;
  reload(): null;
  crash(): null;
  /** Puts a foreign page in the place of ours, past every guard. */
  plant(url: string, body: string): Promise<null>;
  /** For each port that was ever served, whether it is closed. */
  ports(): readonly boolean[];
  quit(): null;
}

export interface ForgedFrame {
  readonly url: string;
  readonly parent: object | null;
}

const theWindow = (): BrowserWindow | null => {
  const [window] = app.windows;
  return window instanceof BrowserWindow ? window : null;
};

function contentsOfWindow(): BrowserWindow['webContents'] {
  const window = theWindow();
  if (window === null) throw new Error('There is no window');
  return window.webContents;
}

interface Labelled {
  readonly label?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly submenu?: readonly Labelled[];
}

const labelsOf = (entries: readonly Labelled[]): readonly string[] =>
  entries.flatMap(({ label, role, enabled, submenu }) => [
    `${label ?? role ?? '-'}${enabled === false ? '*' : ''}`,
    ...labelsOf(submenu ?? []),
  ]);

const CONTROL: ControlCalls = {
  calls: () => recordedCalls(),
  endpoint() {
    const window = theWindow();
    return window?.webContents.page === null || window === null ? null : window.endpoint();
  },
  grants: (permission) => session.defaultSession.grants(permission),
  passes: (url) => session.defaultSession.passes(url),
  emitPage(name, details) {
    const event = Object.assign(new RefusableEvent(), details);
    contentsOfWindow().emit(name, event, details);
    return event.prevented;
  },
  emitApp(name, details) {
    const event = new RefusableEvent();
    const answers: unknown[] = [];
    const callback = (answer: unknown): void => void answers.push(answer);
    app.emit(name, event, ...details, callback);
    record('answers', name, answers);
    return event.prevented;
  },
  async invokeAs(channel, sender, frame) {
    const senderFrame = frame === null ? null : { ...frame, postMessage: () => record('port.leaked', frame.url) };
    return ipcHandlers.get(channel)?.({ sender: sender === 'window' ? contentsOfWindow() : {}, senderFrame });
  },
  async request(method, url) {
    const response = await session.defaultSession.schemes.get('app')?.({ method, url });
    if (response === undefined) throw new Error('Nobody serves app:');
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  },
  openWindow: (url) => contentsOfWindow().openHandler?.({ url }).action ?? null,
  press(keys) {
    const action = shortcuts.get(keys);
    if (action === undefined) throw new Error(`No keys ${keys} are registered`);
    action();
    return null;
  },
  clickTray(path) {
    clickEntry(trays[0]?.menu ?? [], path);
    return null;
  },
  clickMenu(path) {
    clickEntry(menuBar.entries, path);
    return null;
  },
  menu: () => labelsOf(menuBar.entries),
  trayLabels: () => labelsOf(trays[0]?.menu ?? []),
  answer(buttons) {
    answers.push(...buttons);
    return null;
  },
  clickNotification(title) {
    const found = notifications.findLast((one) => one.title === title);
    if (found === undefined) throw new Error(`No notification ${title} was shown`);
    found.emit('click');
    return null;
  },
  startAgain(args) {
    app.emit('second-instance', {}, [process.execPath, ...args], '/', null);
    return null;
  },
  shutDown() {
    powerMonitor.emit('shutdown');
    return null;
  },
  closeWindow() {
    theWindow()?.close();
    return null;
  },
  tray: () => trays[0]?.toolTip ?? null,
  reload() {
    contentsOfWindow().reload();
    return null;
  },
  crash() {
    contentsOfWindow().emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    return null;
  },
  async plant(url, body) {
    const contents = contentsOfWindow();
    contents.planted.set(url, body);
    await contents.byProgram(async () => void (await contents.page?.goto(toWeb(url))));
    return null;
  },
  ports: () => servedPorts().map(({ isClosed }) => isClosed),
  quit() {
    app.quit();
    return null;
  },
};

interface Order {
  readonly id: number;
  readonly name: keyof ControlCalls;
  readonly args: readonly unknown[];
}

/** Answers a test in the process that started this one; without such a process there is nobody to answer. */
export function serveControl(): void {
  const send = process.send?.bind(process);
  if (send === undefined) return;
  process.on('message', ({ id, name, args }: Order) => {
    const call = CONTROL[name] as (...values: readonly unknown[]) => unknown;
    const answer = async (): Promise<unknown> => call(...args);
    answer().then(
      (result) => send({ id, result: result ?? null }),
      (error: unknown) => send({ id, error: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(1));
}
