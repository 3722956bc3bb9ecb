import type { Frame, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { StandInPort } from './stand-in-port.ts';

/** Runs in every frame before its scripts: a small `electron` for the preload, and the page's ends of the channels. */
function pageSide(preload: (require: (name: string) => unknown) => void): void {
  interface Bridge {
    standInInvoke(channel: string, args: readonly unknown[]): Promise<unknown>;
    standInPortData(id: number, data: unknown): Promise<void>;
    standInPortClosed(id: number): Promise<void>;
    standIn: {
      handOver(channel: string, id: number): void;
      tell(channel: string, args: readonly unknown[]): void;
      send(id: number, messages: readonly unknown[]): void;
      close(id: number): void;
    };
  }
  const bridge = window as unknown as Bridge;
  const listeners = new Map<string, (event: { ports: MessagePort[] }, ...args: readonly unknown[]) => void>();
  const ports = new Map<number, MessagePort>();
  bridge.standIn = {
    handOver(channel, id) {
      const { port1, port2 } = new MessageChannel();
      ports.set(id, port1);
      port1.onmessage = ({ data }: MessageEvent) => void bridge.standInPortData(id, data);
      port1.addEventListener('close', () => void bridge.standInPortClosed(id));
      listeners.get(channel)?.({ ports: [port2] });
    },
    tell(channel, args) {
      listeners.get(channel)?.({ ports: [] }, ...args);
    },
    send(id, messages) {
      for (const message of messages) ports.get(id)?.postMessage(message);
    },
    close(id) {
      ports.get(id)?.close();
      ports.delete(id);
    },
  };
  // A preload runs in the main frame only, because `nodeIntegrationInSubFrames` is off.
  if (window.top !== window) return;
  const ipcRenderer = {
    invoke: (channel: string, ...args: readonly unknown[]): Promise<unknown> => bridge.standInInvoke(channel, args),
    on: (channel: string, listener: (event: { ports: MessagePort[] }) => void): void => {
      listeners.set(channel, listener);
    },
  };
  const load = (name: string): unknown => {
    if (name === 'electron') return { ipcRenderer };
    throw new Error(`A sandboxed preload cannot load ${name}`);
  };
  preload(load);
}

type Invoke = (channel: string, frame: Frame, args: readonly unknown[]) => Promise<unknown>;

/** Carries invocations and message ports between this process and one page. */
export class PageBridge {
  readonly #page: Page;
  readonly #ports = new Map<number, StandInPort>();
  #nextId = 1;
  #origin: number | null = null;

  constructor(page: Page) {
    this.#page = page;
  }

  async install(preloadFile: string, invoke: Invoke): Promise<void> {
    const preload = readFileSync(preloadFile, 'utf8');
    await this.#page.exposeBinding(
      'standInInvoke',
      ({ frame }, channel: string, args: readonly unknown[] | undefined) => invoke(channel, frame, args ?? []),
    );
    await this.#page.exposeBinding('standInPortData', (_source, id: number, data: unknown) => {
      this.#ports.get(id)?.receive(data);
    });
    await this.#page.exposeBinding('standInPortClosed', (_source, id: number) => this.#drop(id));
    // As text: the page's policy forbids to make a function of a string, and it is in force by then.
    const content = `(${pageSide.toString()})(function (require) {\n${preload}\n});`;
    await this.#page.addInitScript({ content });
    this.#page.on('framenavigated', (frame) => {
      if (frame === this.#page.mainFrame()) this.#pageIsNew();
    });
    this.#page.on('close', () => this.dropAll());
  }

  /** Sends a message without a port to the page's preload. */
  tell(channel: string, args: readonly unknown[]): Promise<void> {
    return this.#page
      .evaluate(([name, values]) => (window as unknown as PageGlobals).standIn.tell(name, values), [
        channel,
        args,
      ] as const)
      .catch(() => undefined);
  }

  /** Transfers a port to a frame. */
  handOver(frame: Frame, channel: string, port: StandInPort): void {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#ports.set(id, port);
    const ignore = (): void => undefined;
    let queue: unknown[] = [];
    let sending = frame
      .evaluate(([name, number]) => (window as unknown as PageGlobals).standIn.handOver(name, number), [
        channel,
        id,
      ] as const)
      .catch(ignore);
    const flush = (): Promise<void> => {
      const messages = queue.splice(0);
      if (messages.length === 0) return Promise.resolve();
      return frame
        .evaluate(([number, list]) => (window as unknown as PageGlobals).standIn.send(number, list), [
          id,
          messages,
        ] as const)
        .catch(ignore);
    };
    port.deliver = (data) => {
      queue.push(data);
      if (queue.length === 1) sending = sending.then(flush);
    };
    port.onLocalClose = () => {
      queue = [];
      this.#ports.delete(id);
      void sending.then(() =>
        frame.evaluate((number) => (window as unknown as PageGlobals).standIn.close(number), id).catch(ignore),
      );
    };
  }

  /** The page is gone: its ends of the channels close. */
  dropAll(): void {
    for (const id of [...this.#ports.keys()]) this.#drop(id);
  }

  /** A hash is no new page; a page that was loaded anew has none of the ports of the one before. */
  #pageIsNew(): void {
    const ids = [...this.#ports.keys()];
    void this.#page
      .evaluate(() => performance.timeOrigin)
      .then((origin) => {
        if (this.#origin !== null && this.#origin !== origin) for (const id of ids) this.#drop(id);
        this.#origin = origin;
      })
      .catch(() => undefined);
  }

  #drop(id: number): void {
    const port = this.#ports.get(id);
    this.#ports.delete(id);
    port?.close();
  }
}

interface PageGlobals {
  readonly standIn: {
    handOver(channel: string, id: number): void;
    tell(channel: string, args: readonly unknown[]): void;
    send(id: number, messages: readonly unknown[]): void;
    close(id: number): void;
  };
}
