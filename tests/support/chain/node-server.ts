import { AbiCoder, id, zeroPadValue } from 'ethers';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SampleTransfer {
  readonly block: number;
  readonly token: string;
  readonly from: string;
  readonly to: string;
  readonly units: bigint;
}

type Answer = { readonly result: unknown } | { readonly error: { readonly code: number; readonly message: string } };
type Params = readonly unknown[];

/** What the node is and holds; a test changes it as it goes. */
export interface NodeState {
  chainId: number;
  block: number;
  baseWei: bigint;
  tipWei: bigint;
  /** False: it knows no `eth_feeHistory`, as chains before EIP-1559. */
  feeHistory: boolean;
  transfers: SampleTransfer[];
  /** Most logs in an answer; more are refused. */
  mostLogs: number;
  wei: Map<string, bigint>;
  /** By `token address`. */
  tokens: Map<string, bigint>;
  /** Answers in the place of the node's own. */
  misbehave: ((method: string, response: ServerResponse, id: number) => boolean) | null;
}

export interface NodeServer {
  readonly url: string;
  readonly state: NodeState;
  readonly asked: readonly { readonly method: string; readonly path: string; readonly authorization: string | null }[];
  close(): Promise<void>;
}

const hex = (value: bigint | number): string => `0x${value.toString(16)}`;
const coder = AbiCoder.defaultAbiCoder();
const TRANSFER = id('Transfer(address,address,uint256)');

/** A log as nodes give it, with the amount encoded by the ABI. */
export const transferLog = ({ block, token, from, to, units }: SampleTransfer, index = 0) => ({
  address: token,
  topics: [TRANSFER, zeroPadValue(from, 32), zeroPadValue(to, 32)],
  data: coder.encode(['uint256'], [units]),
  blockNumber: hex(block),
  blockHash: id(`block ${String(block)}`),
  transactionHash: id(`transaction ${String(block)} ${String(index)}`),
  transactionIndex: hex(index),
  logIndex: hex(index),
  removed: false,
});

function logsOf(state: NodeState, filter: Readonly<Record<string, unknown>>): Answer {
  const [from, to] = [Number(filter['fromBlock']), Number(filter['toBlock'])];
  const logs = state.transfers.filter(
    ({ block, token }) => block >= from && block <= to && token === String(filter['address']),
  );
  if (logs.length > state.mostLogs)
    return { error: { code: -32005, message: `query returned more than ${String(state.mostLogs)} results` } };
  return { result: logs.map(transferLog) };
}

function feesOf(state: NodeState): Answer {
  if (!state.feeHistory) return { error: { code: -32601, message: 'the method eth_feeHistory does not exist' } };
  const { baseWei, tipWei } = state;
  const blocks = Array.from({ length: 20 }, () => hex(baseWei));
  return {
    result: {
      oldestBlock: hex(state.block - 19),
      baseFeePerGas: [...blocks, hex(baseWei)],
      gasUsedRatio: blocks.map(() => 0.5),
      reward: blocks.map(() => [hex(tipWei)]),
    },
  };
}

function answer(state: NodeState, method: string, params: Params): Answer {
  const [first] = params;
  switch (method) {
    case 'eth_chainId':
      return { result: hex(state.chainId) };
    case 'eth_blockNumber':
      return { result: hex(state.block) };
    case 'eth_feeHistory':
      return feesOf(state);
    case 'eth_gasPrice':
      return { result: hex(state.baseWei + state.tipWei) };
    case 'eth_getLogs':
      return logsOf(state, first as Readonly<Record<string, unknown>>);
    case 'eth_getBalance':
      return { result: hex(state.wei.get(String(first)) ?? 0n) };
    case 'eth_call': {
      const { to, data } = first as { to: string; data: string };
      const owner = `0x${data.slice(-40)}`;
      const held = state.tokens.get(`${to} ${owner}`);
      return { result: held === undefined ? '0x' : coder.encode(['uint256'], [held]) };
    }
    default:
      return { error: { code: -32601, message: `the method ${method} does not exist` } };
  }
}

/** A stand-in for an Ethereum node on loopback: JSON-RPC with real encodings, and misbehaviour where a test asks for it. */
export async function startNode(change: Partial<NodeState> = {}): Promise<NodeServer> {
  const state: NodeState = {
    chainId: 1,
    block: 20_000_000,
    baseWei: 9_000_000_000n,
    tipWei: 1_000_000_000n,
    feeHistory: true,
    transfers: [],
    mostLogs: 10_000,
    wei: new Map(),
    tokens: new Map(),
    misbehave: null,
    ...change,
  };
  const asked: { method: string; path: string; authorization: string | null }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { method, params, id: asking } = JSON.parse(body) as { method: string; params: Params; id: number };
      asked.push({ method, path: request.url ?? '', authorization: request.headers.authorization ?? null });
      if (state.misbehave?.(method, response, asking) === true) return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id: asking, ...answer(state, method, params) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    state,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
