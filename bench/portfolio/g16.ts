import { fork, type ChildProcess } from 'node:child_process';
import { MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../harness.ts';
import { Load, type Round, type Target } from './load.ts';
import { problemOf } from './portfolio-answer.ts';
import { PORTFOLIO, ready, startHost } from './running-host.ts';

/** A hundred connections that ask for the portfolio as fast as it is answered: our host over REST, and express with the same JSON. */
const CONNECTIONS = 100;
const ROUND_MS = 2_000;
const GOAL_RATE = 2.5;
const GOAL_P99 = 2;

function startPeer(value: unknown): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(`${import.meta.dirname}/express-peer.mjs`, {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (port) => resolve({ child, port: Number(port) }));
    child.once('exit', (code) => reject(new Error(`express ended with ${String(code)}`)));
    child.send(value as object);
  });
}

const rateOf = ({ times }: Round): number => (times.length * 1_000) / ROUND_MS;
const p99Of = ({ times }: Round): number => quantile(times, 0.99);

type Pair = readonly [own: Round, peer: Round];

async function measured(own: Target, peer: Target): Promise<readonly Pair[]> {
  const loads = [new Load(own, CONNECTIONS), new Load(peer, CONNECTIONS)] as const;
  const rounds: Pair[] = [];
  for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
    const pair: Pair = [await loads[0].round(ROUND_MS), await loads[1].round(ROUND_MS)];
    if (round >= 0) rounds.push(pair);
  }
  for (const load of loads) load.end();
  for (const [at, { name }] of [own, peer].entries()) {
    const mine = rounds.map((pair) => pair[at as 0 | 1]);
    const rates = mine.map((round) => rateOf(round).toFixed(0)).join(' / ');
    const p99 = mine.map((round) => p99Of(round).toFixed(1)).join(' / ');
    process.stderr.write(`  ${name}: ${rates} answers/s, p99 ${p99} ms\n`);
  }
  return rounds;
}

/** The peer says what we said when it started, to the letter; we say what is true now, in the same fields. */
function differenceOf(rounds: readonly Pair[], first: string): string {
  const given: unknown = JSON.parse(first);
  for (const [own, peer] of rounds) {
    if (peer.bodies.some((body) => body !== first)) return 'express answers something else';
    for (const body of own.bodies) {
      const problem = problemOf(JSON.parse(body), given);
      if (problem !== null) return problem;
    }
  }
  return 'equal';
}

export async function run(): Promise<BenchResult[]> {
  const host = await startHost();
  try {
    await ready(host);
    const headers = { Authorization: `Bearer ${host.token}` };
    const own: Target = { name: 'our host', port: host.port, path: PORTFOLIO, headers };
    const first = await (await fetch(`http://127.0.0.1:${String(host.port)}${PORTFOLIO}`, { headers })).text();
    process.stderr.write(`  an answer has ${String(Buffer.byteLength(first))} bytes\n`);
    const { child, port } = await startPeer(JSON.parse(first));
    try {
      const rounds = await measured(own, { name: 'express', port, path: '/portfolio', headers: {} });
      const check = differenceOf(rounds, first);
      const line = (name: string, ratios: readonly number[], goal: number): BenchResult =>
        resultOf(ratios, { area: `g16, ${name}`, peer: 'express, the same JSON', goal, check });
      return [
        line(
          'answers a second',
          rounds.map(([a, b]) => rateOf(a) / rateOf(b)),
          GOAL_RATE,
        ),
        line(
          'p99',
          rounds.map(([a, b]) => p99Of(b) / p99Of(a)),
          GOAL_P99,
        ),
      ];
    } finally {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
    }
  } finally {
    await host.stop();
  }
}
