import { say } from '#shared/language/words.ts';
import { EventedWire } from './reconnect-wire-events.ts';
import { WIRE_OPEN, type Carrier } from './reconnect-wire.ts';

/** The part of a browser's WebSocket that is used. */
export interface SocketLike {
  addEventListener(type: 'open' | 'close' | 'message', listener: (event: { readonly data?: unknown }) => void): void;
  send(frame: string): void;
  close(): void;
}

/** WebSockets to one address; each `open` is a new one. */
export function webSocketCarrier(createSocket: () => SocketLike): Carrier {
  return {
    open: (onClose) =>
      new Promise((resolve, reject) => {
        const socket = createSocket();
        let opened = false;
        const wire = new EventedWire(socket, onClose);
        socket.addEventListener('message', ({ data }) => wire.receive(data));
        socket.addEventListener('open', () => {
          opened = true;
          resolve(wire);
        });
        socket.addEventListener('close', () => {
          if (opened) wire.lost(say('The host hung up'));
          else reject(new Error(say('The host does not answer')));
        });
      }),
  };
}

/** The part of a message port that is used. */
export interface PagePort {
  addEventListener(type: 'message' | 'close', listener: (event: { readonly data?: unknown }) => void): void;
  postMessage(data: unknown): void;
  start?(): void;
  close(): void;
}

/** The host counts what is not taken, in frames and in size; telling it of every frame would double the traffic. */
const TELL_EVERY_FRAMES = 16;
const TELL_EVERY_CHARS = 262_144;

/** Counts frames as they are taken, and tells the count every few frames and every quarter of a megabyte. */
function countTaken(tell: (taken: number) => void): (frame: unknown) => void {
  let taken = 0;
  let toldFrames = 0;
  let untoldChars = 0;
  return (frame) => {
    taken += 1;
    untoldChars += typeof frame === 'string' ? frame.length : 0;
    if (taken - toldFrames < TELL_EVERY_FRAMES && untoldChars < TELL_EVERY_CHARS) return;
    toldFrames = taken;
    untoldChars = 0;
    tell(taken);
  };
}

/**
 * Message ports from the preload. `nextPort` gives the port that is there, then asks for another: a port that closed does
 * not come back.
 */
export function portCarrier(nextPort: () => Promise<PagePort>): Carrier {
  return {
    async open(onClose) {
      const port = await nextPort();
      const wire = new EventedWire({ send: (frame) => port.postMessage(frame), close: () => port.close() }, onClose);
      const tell = countTaken((taken) => port.postMessage({ taken }));
      port.addEventListener('message', ({ data }) => {
        wire.receive(data);
        if (wire.readyState === WIRE_OPEN) tell(data);
      });
      port.addEventListener('close', () => wire.lost(say('The host closed the port')));
      port.start?.();
      return wire;
    },
  };
}
