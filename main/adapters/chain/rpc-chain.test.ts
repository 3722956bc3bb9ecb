import { describe, expect, it, onTestFinished } from 'vitest';
import { startNode, transferLog, type NodeState } from '#tests/support/chain/node-server.ts';
import { rpcConnector } from './rpc-connector.ts';
import type { RpcBounds } from './rpc-transport.ts';

const TOKEN = `0x${'aa'.repeat(20)}`;
const ALICE = `0x${'01'.repeat(20)}`;
const BOB = `0x${'02'.repeat(20)}`;
const BOUNDS: RpcBounds = { timeoutMs: 300, maxBytes: 64 * 1_024, maxRedirects: 0, tries: 3, backOffMs: 1 };

async function connect(change: Partial<NodeState> = {}, path = '') {
  const node = await startNode(change);
  const connected = await rpcConnector(BOUNDS).connect(`${node.url}${path}`, 1);
  if (!connected.ok) throw new Error(connected.error);
  onTestFinished(async () => {
    connected.value.dispose();
    await node.close();
  });
  return { node, chain: connected.value };
}

const transfers = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => ({
    block: from + i,
    token: TOKEN,
    from: ALICE,
    to: BOB,
    units: BigInt(i + 1),
  }));

describe('a node', () => {
  it('tells its chain, its block and what gas costs', async () => {
    const { chain } = await connect();
    expect(await chain.chainId()).toEqual({ known: true, value: 1 });
    expect(await chain.blockNumber()).toEqual({ known: true, value: 20_000_000 });
    const value = { baseWei: 9_000_000_000n, priorityWei: 1_000_000_000n, totalWei: 10_000_000_000n };
    expect(await chain.gasPrice()).toEqual({ known: true, value });
  });

  it('of a chain without a base fee tells its one price', async () => {
    const { chain } = await connect({ feeHistory: false });
    const value = { baseWei: null, priorityWei: null, totalWei: 10_000_000_000n };
    expect(await chain.gasPrice()).toEqual({ known: true, value });
  });

  it('gives the exact sum of the transfers in a range, and of no other', async () => {
    const huge = 2n ** 200n;
    const { chain } = await connect({
      transfers: [
        ...transfers(300, 1_000),
        { block: 1_100, token: TOKEN, from: ALICE, to: BOB, units: huge },
        { block: 999, token: TOKEN, from: ALICE, to: BOB, units: 7n },
        { block: 1_100, token: ALICE, from: ALICE, to: BOB, units: 7n },
      ],
    });
    const volume = await chain.transferVolume(TOKEN, { from: 1_000, to: 1_249 });
    expect(volume).toEqual({ known: true, value: { units: huge + (250n * 251n) / 2n, transfers: 251 } });
    expect(await chain.transferVolume(TOKEN, { from: 5_000, to: 5_000 })).toMatchObject({
      value: { units: 0n, transfers: 0 },
    });
  });

  it('that refuses many results is asked for less at once, and the sum is the same', async () => {
    const { chain, node } = await connect({ transfers: transfers(200, 1_000), mostLogs: 30 });
    const volume = await chain.transferVolume(TOKEN, { from: 1_000, to: 1_199 });
    expect(volume).toMatchObject({ known: true, value: { units: (200n * 201n) / 2n, transfers: 200 } });
    expect(node.asked.filter(({ method }) => method === 'eth_getLogs').length).toBeGreaterThan(4);
  });

  it('with more transfers than can be asked for gives no sum in part', async () => {
    const { chain, node } = await connect({ transfers: transfers(400, 1_000), mostLogs: 1 });
    const volume = await chain.transferVolume(TOKEN, { from: 1_000, to: 1_399 });
    expect(volume).toMatchObject({ known: false, reason: expect.stringContaining('too many transfers') as string });
    expect(node.asked.length).toBeLessThan(130);
  });

  it('tells what wallets hold, of its own coin and of a token', async () => {
    const { chain } = await connect({
      wei: new Map([[ALICE, 5n * 10n ** 18n]]),
      tokens: new Map([
        [`${TOKEN} ${ALICE}`, 123n],
        [`${TOKEN} ${BOB}`, 2n ** 255n],
      ]),
    });
    expect(await chain.balances(null, [ALICE, BOB], 100)).toEqual({ known: true, value: [5n * 10n ** 18n, 0n] });
    expect(await chain.balances(TOKEN, [ALICE, BOB], 100)).toEqual({ known: true, value: [123n, 2n ** 255n] });
    expect(await chain.balances(BOB, [ALICE], 100)).toMatchObject({
      known: false,
      reason: expect.stringContaining('no ERC-20') as string,
    });
  });
});

describe('a node that is not as it should be', () => {
  it('on another chain is not asked for anything else', async () => {
    const { chain, node } = await connect({ chainId: 56 });
    const reason = 'The node is on chain 56, not on chain 1.';
    expect(await chain.gasPrice()).toEqual({ known: false, reason });
    expect(await chain.balances(null, [ALICE], 1)).toEqual({ known: false, reason });
    expect(new Set(node.asked.map(({ method }) => method))).toEqual(new Set(['eth_chainId']));
  });

  it('that stumbles is asked again, a few times', async () => {
    const { chain, node } = await connect();
    let stumbles = 2;
    node.state.misbehave = (_, response) => {
      if (stumbles-- <= 0) return false;
      response.writeHead(503).end('busy');
      return true;
    };
    expect(await chain.blockNumber()).toMatchObject({ known: true });
    stumbles = 100;
    expect(await chain.blockNumber()).toMatchObject({
      known: false,
      reason: expect.stringContaining('answered 503') as string,
    });
    expect(100 - stumbles).toBe(BOUNDS.tries);
  });

  it('that does not answer is given up in time', async () => {
    const { chain, node } = await connect();
    node.state.misbehave = () => true;
    const from = performance.now();
    expect(await chain.blockNumber()).toMatchObject({
      known: false,
      reason: expect.stringContaining('did not answer') as string,
    });
    expect(performance.now() - from).toBeLessThan(BOUNDS.timeoutMs * BOUNDS.tries + 1_000);
  });

  it.each([
    ['sends a page', '<html>'],
    ['sends nothing', ''],
    ['sends a list', '[]'],
    ['sends another result', '{"jsonrpc":"2.0","id":1,"result":{"x":1}}'],
    ['sends far too much', `{"x":"${'y'.repeat(100_000)}"}`],
  ])('and %s gives nothing known', async (_, body) => {
    const { chain, node } = await connect();
    await chain.chainId();
    node.state.misbehave = (method, response) => {
      if (method === 'eth_chainId') return false;
      response.writeHead(200).end(body);
      return true;
    };
    for (const answer of [
      await chain.blockNumber(),
      await chain.gasPrice(),
      await chain.transferVolume(TOKEN, { from: 1, to: 2 }),
    ])
      expect(answer.known).toBe(false);
  });

  it.each([
    ['of another contract', { address: BOB }, 'not asked for'],
    ['of other blocks', { blockNumber: '0x1' }, 'not asked for'],
    [
      'of a token that counts things',
      { topics: ['a', 'b', 'c', 'd'].map((x) => `0x${x.repeat(64)}`), data: '0x' },
      'no ERC-20 token',
    ],
    ['without an amount', { data: '0x12' }, 'no ERC-20 token'],
  ])('and gives logs %s gives no sum', async (_, change, reason) => {
    const { chain, node } = await connect();
    const log = { ...transferLog({ block: 1_000, token: TOKEN, from: ALICE, to: BOB, units: 1n }), ...change };
    node.state.misbehave = (method, response, id) => {
      if (method !== 'eth_getLogs') return false;
      response.writeHead(200).end(JSON.stringify({ jsonrpc: '2.0', id, result: [log] }));
      return true;
    };
    const volume = await chain.transferVolume(TOKEN, { from: 1_000, to: 1_000 });
    expect(volume).toMatchObject({ known: false, reason: expect.stringContaining(reason) as string });
  });

  it.each(['k3y0123456789abcdef0123456789abcdef', 'short'])('never tells of the key %s in its address', async (key) => {
    const { chain, node } = await connect({}, `/v3/${key}`);
    node.state.misbehave = (method, response, id) => {
      if (method === 'eth_chainId') return false;
      response.writeHead(method === 'eth_blockNumber' ? 401 : 200);
      response.end(
        JSON.stringify({ jsonrpc: '2.0', id, error: { code: -1, message: `bad key ${key} at ${node.url}/v3/${key}` } }),
      );
      return true;
    };
    for (const answer of [await chain.blockNumber(), await chain.gasPrice(), await chain.balances(TOKEN, [ALICE], 1)]) {
      expect(answer.known).toBe(false);
      expect(JSON.stringify(answer)).not.toContain(key);
      expect(JSON.stringify(answer)).toContain('refused: bad key');
    }
    expect(node.asked[0]?.path).toBe(`/v3/${key}`);
  });

  it('gets a login of the address in a header', async () => {
    const node = await startNode();
    onTestFinished(() => node.close());
    const address = node.url.replace('http://', 'http://me:pa%20ss@');
    const connected = await rpcConnector(BOUNDS).connect(address, 1);
    expect(connected.ok && (await connected.value.blockNumber()).known).toBe(true);
    expect(node.asked[0]?.authorization).toBe(`Basic ${Buffer.from('me:pa ss').toString('base64')}`);
    if (connected.ok) connected.value.dispose();
  });

  it('is reached with a login that is not well encoded too', async () => {
    const node = await startNode();
    onTestFinished(() => node.close());
    const connected = await rpcConnector(BOUNDS).connect(node.url.replace('http://', 'http://%ff:%zz@'), 1);
    expect(connected.ok && (await connected.value.blockNumber()).known).toBe(true);
    if (connected.ok) connected.value.dispose();
  });

  it.each(['ws://127.0.0.1:1', 'file:///etc/passwd', 'ipfs://x', 'data:application/json,{}', 'x', ''])(
    'is not looked for at %j',
    async (address) => {
      expect(await rpcConnector(BOUNDS).connect(address, 1)).toMatchObject({ ok: false });
    },
  );
});
