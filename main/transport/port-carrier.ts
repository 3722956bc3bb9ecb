import type { Role } from '#shared/contract/base.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import { PortWire, type PortLike } from './port-wire.ts';
import { createWireServer, PROTOCOL_ERROR, WireSession } from './wire-session.ts';

interface MessageEventLike {
  readonly data: unknown;
}

interface WithListeners {
  addEventListener(type: 'message', listener: (event: MessageEventLike) => void): unknown;
  addEventListener(type: 'close', listener: () => void): unknown;
}

interface WithOn {
  on(type: 'message', listener: (event: MessageEventLike) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
}

/** A port that tells of messages as events with `data`. Node's has both names; only its events have `data`. */
export type EventPort = PortLike & (WithListeners | WithOn);

function listen(port: EventPort, onMessage: (event: MessageEventLike) => void, onClose: () => void): void {
  if ('addEventListener' in port) {
    port.addEventListener('message', onMessage);
    port.addEventListener('close', onClose);
  } else {
    port.on('message', onMessage);
    port.on('close', onClose);
  }
}

const takenOf = (data: unknown): number | null =>
  typeof data === 'object' && data !== null && 'taken' in data && typeof data.taken === 'number' ? data.taken : null;

/**
 * Serves the contract on a message port: Electron's `MessagePortMain`, Node's or the browser's `MessagePort`. Frames are
 * texts; the reader acknowledges with `{ taken: n }`. Ends when the port closes or the result is disposed.
 */
export function attachPort(router: ApiRouter, port: EventPort, caller: { readonly role: Role }): Disposable {
  const wire = new PortWire(port);
  const session = new WireSession(createWireServer(router), wire, caller.role);
  const end = toDisposable(() => {
    session.end();
    wire.end();
    port.close();
  });
  const receive = ({ data }: MessageEventLike): void => {
    const taken = takenOf(data);
    if (taken === null) session.receive(data);
    else if (!wire.acknowledge(taken)) wire.close(PROTOCOL_ERROR, 'acknowledged what was not sent');
  };
  listen(port, receive, () => end.dispose());
  port.start?.();
  return end;
}
