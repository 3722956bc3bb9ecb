import { clientOf, Tap, type CarrierKind } from './carrier.ts';
import { RestLink } from './rest-link.ts';
import { startSampleServer } from './sample-server.ts';

/** REST and server-sent events through the real server. */
export const restKind: CarrierKind = {
  name: 'REST',
  checksAnswers: false,
  async open(api, role = 'trader') {
    const host = await startSampleServer(api, { role });
    const tap = new Tap();
    const link = new RestLink(host.server.address, host.token, tap);
    return {
      client: clientOf(link),
      call: (path, input) => link.call(path, input, { context: {} }),
      cut: () => void host.server.close(),
      // A response that is not read is paused already.
      pause: () => undefined,
      resume: () => undefined,
      dropNext: (text) => tap.dropNext(text),
      close: () => host.close(),
    };
  },
};
