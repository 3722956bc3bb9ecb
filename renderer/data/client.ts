import { createORPCClient } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import { say } from '#shared/language/words.ts';
import type { Connection } from './connection.ts';
import { portCarrier, webSocketCarrier } from './reconnect-carriers.ts';
import { Reconnecting } from './reconnect.ts';
import type { Carrier } from './reconnect-wire.ts';

/** What the preload says when it hands a port over, and what the page says when it wants another. */
export const PORT_MESSAGE = 'zmart-port';
export const PORT_REQUEST = 'zmart-port-please';

/** A host that hands out no port for this long is asked again. */
const PORT_PATIENCE_MS = 5_000;

/** The client of the contract and how it stands. */
export interface Connected {
  readonly client: Client;
  readonly connection: Connection;
}

/** The part of a window that is used, so that a test can stand in for it. */
export interface PageWindow {
  readonly location: { readonly protocol: string; readonly host: string; readonly origin: string };
  postMessage(message: unknown, targetOrigin: string): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Asks the preload for a port; it answers with a message that carries one. Frames of other pages are passed over. */
function requestPort(page: PageWindow): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      page.removeEventListener('message', listener);
      reject(new Error(say('The host does not answer')));
    }, PORT_PATIENCE_MS);
    const listener = ({ source, data, ports: [port] }: MessageEvent): void => {
      if (source !== page || data !== PORT_MESSAGE || port === undefined) return;
      clearTimeout(giveUp);
      page.removeEventListener('message', listener);
      resolve(port);
    };
    page.addEventListener('message', listener);
    page.postMessage(PORT_REQUEST, page.location.origin === 'null' ? '*' : page.location.origin);
  });
}

/** On loopback a WebSocket of the same origin; anywhere else the page is the desktop's, and the preload has a port. */
function chooseCarrier(page: PageWindow): Carrier {
  const { protocol, host } = page.location;
  if (protocol === 'http:') return webSocketCarrier(() => new WebSocket(`ws://${host}/api/ws`));
  return portCarrier(() => requestPort(page));
}

/** A client over a carrier that is made again whenever it is lost. */
export function connectOver(carrier: Carrier): Connected & { readonly stop: () => void } {
  const connection = new Reconnecting(carrier);
  return { client: createORPCClient<Client>(connection), connection, stop: () => connection.stop() };
}

/** Connects the page to its host. */
export function connect(page: PageWindow = window): Connected {
  return connectOver(chooseCarrier(page));
}
