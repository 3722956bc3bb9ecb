import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../harness.ts';
import { Load } from './load.ts';
import { problemOf } from './portfolio-answer.ts';
import { PORTFOLIO, ready, startHost, type Running } from './running-host.ts';

/**
 * A real headless host on the demo market in a process of its own, and a hundred programs that ask it for the portfolio: over
 * WebSockets, each following the slots beside it, and over REST as fast as it answers.
 */

const CLIENTS = 100;
/** Each client asks so often, ms: four times a second. */
const EVERY_MS = 250;
const ROUND_MS = 3_000;
/** What an answer may take, and what is aimed at, ms. */
const LIMIT_MS = 500;
const AIM_MS = 20;

type Ask = (path: readonly string[], input: unknown) => Promise<unknown>;

const CALLS: readonly (readonly [readonly string[], unknown])[] = [
  [['slots', 'composition'], undefined],
  [['slots', 'statistics'], undefined],
  [['slots', 'candidates'], undefined],
  [['slots', 'history'], { limit: 20 }],
  [['slots', 'symbols'], { limit: 12 }],
];

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function openClient({ port, token }: Running): Promise<{ readonly ask: Ask; readonly socket: WebSocket }> {
  const origin = `http://127.0.0.1:${String(port)}`;
  const headers = { Authorization: `Bearer ${token}`, Origin: origin };
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/ws`, { headers });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const link = new RPCLink({ websocket: socket as never });
  return { socket, ask: (path, input) => link.call(path, input, { context: {} }) };
}

/** One client for a round: asks at its own beat, whatever the others do. */
async function pacedRound(ask: Ask, place: number, times: number[], problems: string[]): Promise<void> {
  await sleep((place * EVERY_MS) / CLIENTS);
  const end = performance.now() + ROUND_MS;
  for (let turn = place; performance.now() < end; turn += 1) {
    const [path, input] = CALLS[turn % CALLS.length] ?? [[], undefined];
    const from = performance.now();
    const answer = await ask(path, input);
    const took = performance.now() - from;
    times.push(took);
    const problem = path[1] === 'composition' ? problemOf(answer) : null;
    if (problem !== null) problems.push(problem);
    await sleep(Math.max(0, EVERY_MS - took));
  }
}

async function overSockets(host: Running): Promise<BenchResult> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => openClient(host)));
  const following = clients.map(async ({ ask }) => {
    const stream = (await ask(['slots', 'watch'], undefined)) as AsyncIterable<unknown>;
    for await (const _ of stream) if (clients.length === 0) break;
  });
  const problems: string[] = [];
  const rounds: number[][] = [];
  for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
    const times: number[] = [];
    await Promise.all(clients.map(({ ask }, place) => pacedRound(ask, place, times, problems)));
    if (round >= 0) rounds.push(times);
  }
  for (const { socket } of clients) socket.terminate();
  await Promise.allSettled(following);
  return line('portfolio, 100 WebSocket clients', rounds, LIMIT_MS / AIM_MS, problems[0] ?? 'equal');
}

async function overRest({ port, token }: Running): Promise<BenchResult> {
  const headers = { Authorization: `Bearer ${token}` };
  const load = new Load({ name: 'our host', port, path: PORTFOLIO, headers }, CLIENTS);
  const problems: string[] = [];
  const rounds: (readonly number[])[] = [];
  for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
    const { times, bodies } = await load.round(ROUND_MS);
    if (round >= 0) rounds.push(times);
    problems.push(...bodies.flatMap((body) => problemOf(JSON.parse(body)) ?? []));
  }
  load.end();
  return line('portfolio, 100 REST connections that never pause', rounds, 1, problems[0] ?? 'equal');
}

function line(area: string, rounds: readonly (readonly number[])[], goal: number, check: string): BenchResult {
  const p99 = rounds.map((times) => quantile(times, 0.99));
  const all = rounds.flat();
  const rate = all.length / ((rounds.length * ROUND_MS) / 1_000);
  process.stderr.write(
    `  ${area}: p50 ${quantile(all, 0.5).toFixed(1)} ms, p99 of a round ${p99.map((ms) => ms.toFixed(1)).join(' / ')} ms, ${rate.toFixed(0)} answers/s\n`,
  );
  const ratios = p99.map((ms) => LIMIT_MS / ms);
  return resultOf(ratios, { area, peer: `limit of ${String(LIMIT_MS)} ms`, goal, check });
}

export async function run(): Promise<BenchResult[]> {
  const host = await startHost();
  try {
    await ready(host);
    return [await overSockets(host), await overRest(host)];
  } finally {
    await host.stop();
  }
}
