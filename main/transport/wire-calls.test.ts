import { RPCHandler } from '@orpc/server/websocket';
import { traverseContractProcedures } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { callFrame, openWire, turnsUntil } from '#tests/support/transport/recording-wire.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { plainReads } from './plain-reads.ts';
import { createWireServer } from './wire-session.ts';

const calls: string[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ path }) => {
  const name = `/${path.join('/')}`;
  if (!plainReads.isCall(name)) calls.push(name);
});

const INPUT = { symbol: 'XBTUSDTM', id: 'x', reason: 'a test', confirmation: 'RESUME', levels: 7 };
const FRAMES = calls.flatMap((path, n) => [
  callFrame(`a${String(n)}`, path),
  callFrame(`b${String(n)}`, path, INPUT),
  callFrame(`c${String(n)}`, path, 7),
]);
/** Turns after which nothing more comes of a call of the sample. */
const ENOUGH = 5;

/** Sends frames one after the other, each call cancelled when nothing more comes of it; the topics move in between. */
async function drive(
  receive: (frame: string) => void,
  api: ReturnType<typeof createSampleApi>,
  frames: readonly string[],
): Promise<void> {
  for (const frame of frames) {
    receive(frame);
    await turnsUntil(() => false, ENOUGH);
    const rows = api.tickers.rows();
    if (api.tickers.readers > 0) api.tickers.put(rows.map((row) => ({ ...row, last: (row.last ?? 0) + 1 })));
    api.scheduler.advance(100);
    await turnsUntil(() => false, ENOUGH);
    receive(JSON.stringify({ i: (JSON.parse(frame) as { readonly i: string }).i, t: 4 }));
  }
}

describe('calls and streams over a wire', () => {
  it.each(['viewer', 'trader'] as const)('are answered to the letter as the library answers them: %s', async (role) => {
    const [api, other] = [createSampleApi(), createSampleApi()];
    const { wire, session } = openWire(createWireServer(api.router), role);
    await drive((frame) => session.receive(frame), api, FRAMES);

    const handler = new RPCHandler(other.router);
    const sent: string[] = [];
    const peer = { send: (frame: unknown) => void sent.push(String(frame)), addEventListener: () => undefined };
    const context = { role, ready: () => Promise.resolve() };
    await drive((frame) => void handler.message(peer, frame, { context }).catch(() => undefined), other, FRAMES);

    expect(wire.frames).toEqual(sent);
    for (const event of ['message', 'done', 'error'])
      expect(wire.frames.some((frame) => frame.includes(`"t":3,"p":{"e":"${event}"`))).toBe(true);
    expect(wire.frames.some((frame) => frame.includes('"kind":"delta"'))).toBe(true);
  });

  it('write the rows that many follow once a turn', async () => {
    const api = createSampleApi({ checkStreams: false });
    const server = createWireServer(api.router);
    const wires = Array.from({ length: 20 }, () => openWire(server));
    for (const [n, { session }] of wires.entries()) session.receive(callFrame(String(n), '/market/watch'));
    const got = (count: number) => () => wires.every(({ wire }) => wire.frames.length === count);
    await turnsUntil(got(2));
    let written = 0;
    const row = { ...api.tickers.rows()[0], last: 4_711 } as ReturnType<typeof api.tickers.rows>[number];
    const counted = new Proxy(row, {
      ownKeys: (target) => {
        written += 1;
        return Reflect.ownKeys(target);
      },
    });
    api.scheduler.advance(100);
    api.tickers.put([counted]);
    await turnsUntil(got(3));
    const deltas = wires.map(({ wire }) => wire.frames[2] ?? '');
    expect(deltas.every((frame) => frame.includes('"last":4711'))).toBe(true);
    // Once for the text; once for each reader that looks whether JSON can say it.
    expect(written).toBe(1 + wires.length);
  });

  it('pass over a second call by an id that is in use, and end with the wire', async () => {
    const api = createSampleApi();
    const { wire, session } = openWire(createWireServer(api.router));
    for (let n = 0; n < 2; n += 1) session.receive(callFrame('1', '/market/watch'));
    await turnsUntil(() => wire.frames.length > 1);
    expect(wire.frames.length).toBe(2);
    session.end();
    await turnsUntil(() => api.tickers.readers === 0);
    expect(api.tickers.readers).toBe(0);
  });
});
