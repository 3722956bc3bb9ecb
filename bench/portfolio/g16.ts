import { fork, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { MINIMUM_ROUNDS, quantile, type BenchResult } from '../harness.ts';
import { ready, startHost } from './running-host.ts';

/** A hundred connections that ask for the portfolio as fast as it is answered: our host over REST, and express with the same JSON. */
const CONNECTIONS = 100;
const ROUND_MS = 2_000;
const GOAL_RATE = 2.5;
const GOAL_P99 = 2;

interface Target {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Round {
  readonly rate: number;
  readonly p99: number;
}

function ask({ port, path, headers }: Target, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, path, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(`${String(answer.statusCode)} ${text}`)),
      );
    });
    sent.on('error', reject).end();
  });
}

async function load(target: Target, agent: Agent): Promise<Round> {
  const times: number[] = [];
  const end = performance.now() + ROUND_MS;
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      const from = performance.now();
      await ask(target, agent);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return { rate: (times.length * 1_000) / ROUND_MS, p99: quantile(times, 0.99) };
}

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

const shapeOf = (text: string): string => Object.keys(JSON.parse(text) as object).join();

async function measured(own: Target, peer: Target): Promise<readonly (readonly [Round, Round])[]> {
  const agents = [own, peer].map(() => new Agent({ keepAlive: true, maxSockets: CONNECTIONS })) as [Agent, Agent];
  const rounds: [Round, Round][] = [];
  for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
    const pair: [Round, Round] = [await load(own, agents[0]), await load(peer, agents[1])];
    if (round >= 0) rounds.push(pair);
  }
  for (const agent of agents) agent.destroy();
  for (const [at, { name }] of [own, peer].entries()) {
    const rates = rounds.map((pair) => pair[at]?.rate.toFixed(0)).join(' / ');
    const p99 = rounds.map((pair) => pair[at]?.p99.toFixed(1)).join(' / ');
    process.stderr.write(`  ${name}: ${rates} answers/s, p99 ${p99} ms\n`);
  }
  return rounds;
}

export async function run(): Promise<BenchResult[]> {
  const host = await startHost();
  try {
    await ready(host);
    const headers = { Authorization: `Bearer ${host.token}` };
    const own: Target = { name: 'our host', port: host.port, path: '/api/symbol-mgmt/portfolio', headers };
    const first = await ask(own, new Agent());
    const { child, port } = await startPeer(JSON.parse(first));
    try {
      const peer: Target = { name: 'express', port, path: '/portfolio', headers: {} };
      const same = shapeOf(await ask(peer, new Agent())) === shapeOf(first);
      const rounds = await measured(own, peer);
      const line = (name: string, ratios: readonly number[], goal: number): BenchResult => ({
        area: `g16, ${name}`,
        peer: 'express, the same JSON',
        rounds: ratios.length,
        ratio_median: Number(quantile(ratios, 0.5).toPrecision(4)),
        ratio_p25: Number(quantile(ratios, 0.25).toPrecision(4)),
        goal,
        check: same ? 'equal' : 'the answers have other fields',
      });
      return [
        line(
          'answers a second',
          rounds.map(([a, b]) => a.rate / b.rate),
          GOAL_RATE,
        ),
        line(
          'p99',
          rounds.map(([a, b]) => b.p99 / a.p99),
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
