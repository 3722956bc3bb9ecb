import type { Role } from '#shared/contract/base.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import { PortWire, type PortLike } from './port-wire.ts';
import { createRpcHandler, PROTOCOL_ERROR, WireSession } from './wire-session.ts';

interface MessageEventLike {
  readonly data: unknown;
}

/** A port whose listeners get an event with `data`, by either of the two names for it. */
type EventPort = PortLike &
  (
    | { addEventListener(type: 'message' | 'close', listener: (event: never) => void): void }
    | { on(type: 'message' | 'close', listener: (event: never) => void): unknown }
  );

function listen(port: EventPort, type: 'message' | 'close', listener: (event: MessageEventLike) => void): void {
  if ('addEventListener' in port) port.addEventListener(type, listener as (event: never) => void);
  else port.on(type, listener as (event: never) => void);
}

const takenOf = (data: unknown): number | null =>
  typeof data === 'object' && data !== null && 'taken' in data && typeof data.taken === 'number' ? data.taken : null;

/**
 * Serves the contract on a message port: Electron's `MessagePortMain`, Node's or the browser's `MessagePort`. Frames are
 * texts; the reader acknowledges with `{ taken: n }`. Ends when the port closes or the result is disposed.
 */
export function attachPort(router: ApiRouter, port: EventPort, caller: { readonly role: Role }): Disposable {
  const wire = new PortWire(port);
  const session = new WireSession(createRpcHandler(router), wire, caller.role);
  const end = toDisposable(() => {
    session.end();
    wire.end();
    port.close();
  });
  listen(port, 'message', ({ data }) => {
    const taken = takenOf(data);
    if (taken === null) session.receive(data);
    else if (!wire.acknowledge(taken)) wire.close(PROTOCOL_ERROR, 'acknowledged what was not sent');
  });
  listen(port, 'close', () => end.dispose());
  port.start?.();
  return end;
}
