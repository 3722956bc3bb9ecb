import { WebSocket } from 'ws';
import { webSocketCarrier, type SocketLike } from '#renderer/data/reconnect-carriers.ts';
import { clientsOver, Tap, type CarrierKind } from './carrier.ts';
import { startSampleServer, type SampleServer } from './sample-server.ts';

type Listener = (event: { readonly data?: unknown }) => void;

/** A WebSocket to the real server with the token, as a program of this user would open it. */
export function openSocket({ server, token }: SampleServer): WebSocket {
  const headers = { Authorization: `Bearer ${token}`, Origin: server.address };
  return new WebSocket(`${server.address.replace('http', 'ws')}/api/ws`, { headers });
}

function socketLike(socket: WebSocket, tap: Tap): SocketLike {
  // `close` follows every error.
  socket.on('error', () => undefined);
  const listeners = socket as unknown as { addEventListener(type: string, listener: Listener): void };
  return {
    addEventListener: (type, listener) =>
      listeners.addEventListener(
        type,
        type === 'message' ? (event) => tap.pass(String(event.data), () => listener(event)) : listener,
      ),
    send: (frame) => socket.send(frame),
    close: () => socket.close(),
  };
}

/** The browser's way on loopback: a WebSocket through the real server. */
export const socketKind: CarrierKind = {
  name: 'WebSocket',
  checksAnswers: true,
  async open(api, role = 'trader') {
    const host = await startSampleServer(api, { role });
    const tap = new Tap();
    const sockets: WebSocket[] = [];
    const carrier = webSocketCarrier(() => {
      const socket = openSocket(host);
      sockets.push(socket);
      return socketLike(socket, tap);
    });
    const { client, call, stop } = await clientsOver(carrier);
    return {
      client,
      call,
      cut: () => sockets.forEach((socket) => socket.terminate()),
      pause: () => sockets.forEach((socket) => socket.pause()),
      resume: () => sockets.forEach((socket) => socket.resume()),
      dropNext: (text) => tap.dropNext(text),
      close: async () => {
        stop();
        await host.close();
      },
    };
  },
};
