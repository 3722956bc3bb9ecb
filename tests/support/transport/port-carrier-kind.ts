import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { attachPort } from '#main/transport/port-carrier.ts';
import { portCarrier, type PagePort } from '#renderer/data/reconnect-carriers.ts';
import { clientsOver, Tap, type CarrierKind } from './carrier.ts';

type Listener = (event: { readonly data?: unknown }) => void;

function pagePort(port: NodePort, tap: Tap): PagePort {
  const deliverThrough = (listener: Listener) => (event: { readonly data?: unknown }) =>
    tap.pass(String(event.data), () => listener(event));
  return {
    addEventListener: (type, listener) => {
      const target = port as unknown as { addEventListener(type: string, listener: Listener): void };
      target.addEventListener(type, type === 'message' ? deliverThrough(listener) : listener);
    },
    postMessage: (data) => port.postMessage(data),
    start: () => port.start(),
    close: () => port.close(),
  };
}

/** In memory: the ports that Electron hands to its window, here Node's. */
export const portKind: CarrierKind = {
  name: 'MessagePort',
  checksAnswers: true,
  async open(api, role = 'trader') {
    const tap = new Tap();
    const hostEnds: NodePort[] = [];
    const carrier = portCarrier(async () => {
      const { port1, port2 } = new MessageChannel();
      hostEnds.push(port1);
      attachPort(api.router, port1, { role });
      return pagePort(port2, tap);
    });
    const { client, call, stop } = await clientsOver(carrier);
    return {
      client,
      call,
      cut: () => hostEnds.forEach((port) => port.close()),
      pause: () => tap.pause(),
      resume: () => tap.resume(),
      dropNext: (text) => tap.dropNext(text),
      close: async () => stop(),
    };
  },
};
