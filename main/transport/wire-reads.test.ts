import { RPCHandler } from '@orpc/server/websocket';
import { traverseContractProcedures } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { implementContract } from '#core/api/implement.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { callFrame, openWire, turnsUntil } from '#tests/support/transport/recording-wire.ts';
import { createSampleApi, type SampleApi } from '#tests/support/transport/sample-api.ts';
import { plainReads } from './plain-reads.ts';
import { createWireServer } from './wire-session.ts';

/** One that never answers on purpose. */
const SILENT = '/market/series';

const calls: string[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ path }) => {
  const name = `/${path.join('/')}`;
  if (plainReads.isCall(name) && name !== SILENT) calls.push(name);
});

/** What the library itself sends for the same frames. */
async function libraryFrames({ router }: SampleApi, frames: readonly string[]): Promise<readonly string[]> {
  const handler = new RPCHandler(router);
  const sent: string[] = [];
  const peer = { send: (frame: unknown) => void sent.push(String(frame)), addEventListener: () => undefined };
  for (const frame of frames) await handler.message(peer, frame, { context: { role: 'viewer' } });
  return sent;
}

/** A counter that `trading.resumeIntake` moves and `agents.mailboxes` reads. */
function countingServer() {
  const api = createSampleApi();
  const world = { count: 0, reads: 0 };
  const router = implementContract(
    {
      ...api.handlers,
      trading: {
        ...api.handlers.trading,
        resumeIntake: async () => {
          world.count += 1;
          return { paused: false };
        },
      },
      journal: {
        ...api.handlers.journal,
        page: async () => {
          world.reads += 1;
          return { records: [], head: world.count, types: [] };
        },
      },
    },
    { log: new RecordingLog(), checkStreams: true },
  );
  return { world, server: createWireServer(router) };
}

const headOf = (answer: unknown): number =>
  (answer as { readonly b: { readonly json: { readonly head: number } } }).b.json.head;

describe('plain reads over a wire', () => {
  it('are answered to the letter as the library answers them, failures and refused inputs too', async () => {
    const frames = calls.flatMap((path, n) => [
      callFrame(`a${String(n)}`, path),
      callFrame(`b${String(n)}`, path, { symbol: 'XBTUSDTM', id: 'x', limit: 'many' }),
    ]);
    const { wire, session } = openWire(createWireServer(createSampleApi().router));
    // One after the other: references of defects count up.
    for (const [n, frame] of frames.entries()) {
      session.receive(frame);
      await turnsUntil(() => wire.frames.length > n);
    }
    expect(wire.frames).toEqual(await libraryFrames(createSampleApi(), frames));
    for (const status of [400, 404, 500])
      expect(wire.frames.some((f) => f.includes(`"s":${String(status)}`))).toBe(true);
  });

  it('are worked out once for a hundred wires that ask in one turn', async () => {
    const { world, server } = countingServer();
    const wires = Array.from({ length: 100 }, () => openWire(server));
    for (const [n, { session }] of wires.entries()) session.receive(callFrame(String(n), '/journal/page', {}));
    await turnsUntil(() => wires.every(({ wire }) => wire.frames.length === 1));
    expect(wires.map(({ wire }, n) => headOf(wire.answer(String(n))))).toEqual(wires.map(() => 0));
    expect(world.reads).toBe(1);
  });

  it('tell of every change that was asked for before them', async () => {
    const { world, server } = countingServer();
    const { session, wire } = openWire(server, 'trader');
    const other = openWire(server);
    for (let round = 1; round <= 20; round += 1) {
      other.session.receive(callFrame(`o${String(round)}`, '/journal/page', {}));
      session.receive(callFrame(`w${String(round)}`, '/trading/resumeIntake'));
      await turnsUntil(() => wire.answer(`w${String(round)}`) !== undefined);
      session.receive(callFrame(`r${String(round)}`, '/journal/page', {}));
      await turnsUntil(() => wire.answer(`r${String(round)}`) !== undefined);
      expect(headOf(wire.answer(`r${String(round)}`))).toBe(round);
    }
    expect(world.count).toBe(20);
  });

  it('are kept apart by input', async () => {
    const { router, pages } = createSampleApi();
    const { wire, session } = openWire(createWireServer(router));
    for (const before of [1, 2, 2, 3])
      session.receive(callFrame(`p${String(pages.size)}${String(before)}`, '/journal/page', { before }));
    await turnsUntil(() => wire.frames.length === 3);
    expect([...pages]).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });

  it('are not answered once they were cancelled or the wire is gone, and do not go on for nobody', async () => {
    const { server } = countingServer();
    const [cancelled, gone, stays] = [openWire(server), openWire(server), openWire(server)];
    for (const { session } of [cancelled, gone, stays]) session.receive(callFrame('1', '/journal/page', {}));
    cancelled.session.receive('{"i":"1","t":4}');
    gone.session.end();
    await turnsUntil(() => stays.wire.frames.length === 1);
    expect([cancelled, gone, stays].map(({ wire }) => wire.frames.length)).toEqual([0, 0, 1]);
    // The id is free again.
    cancelled.session.receive(callFrame('1', '/journal/page', {}));
    await turnsUntil(() => cancelled.wire.frames.length === 1);
    expect(headOf(cancelled.wire.answer('1'))).toBe(0);
  });

  it('count as open calls until they are answered', async () => {
    const { wire, session } = openWire(createWireServer(createSampleApi().router));
    for (let n = 0; n < 4_096; n += 1) session.receive(callFrame(String(n), SILENT));
    expect(wire.closed).toEqual([]);
    session.receive(callFrame('more', '/system/status'));
    expect(wire.closed).toEqual([1013]);
  });
});
