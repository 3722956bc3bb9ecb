import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#shared/contract/base.ts';
import { startDemoHost, type Answer, type DemoHost } from '#tests/support/host/demo-host.ts';

/** One call of the REST face. `{name}` in a path is filled from what the host was found to hold. */
interface Row {
  readonly call: string;
  /** Behind the path: a query. */
  readonly query?: string;
  readonly body?: unknown;
  /** 200 unless the answer is a documented error. */
  readonly status?: number;
  readonly code?: string;
  /** What is in a good answer: fields, or `[]` for a list and `[1]` for one that is not empty, `stream` for events. */
  readonly has: readonly string[] | '[]' | '[1]' | 'stream' | 'whatever' | 'error';
}

const BASE = '/symbol-mgmt';
const because = { reason: 'a contract test' };
const NOWHERE = 'NOWHEREUSDTM';

/** What the host holds, found before the table is asked. */
interface Held {
  readonly slot: string;
  readonly other: string;
  readonly challenger: string;
  readonly signal: string;
}

const table = ({ slot, other, challenger, signal }: Held): readonly Row[] => [
  { call: 'GET /portfolio', has: ['status', 'slots', 'bench'] },
  { call: 'GET /portfolio/statistics', has: ['slots', 'taken', 'swaps'] },
  { call: 'GET /portfolio/metrics', has: ['returns', 'metrics', 'provenance'] },
  { call: 'GET /portfolio/performance-attribution', query: '?days=7', has: ['days', 'rows', 'total'] },
  {
    call: 'POST /portfolio/optimize-weights',
    body: { method: 'score-tilted' },
    has: ['weights', 'applied', 'turnover'],
  },
  { call: 'GET /portfolio/replacement-candidates', has: ['leaving', 'following'] },
  { call: 'GET /portfolio/history', query: '?limit=5', has: '[1]' },
  { call: 'GET /portfolio/race', has: ['slot', 'lines'] },
  { call: 'GET /portfolio/correlation', has: ['symbols', 'hours', 'quarters'] },
  { call: 'GET /portfolio/sectors', has: ['sectors', 'cap'] },
  { call: 'GET /portfolio/risk', has: ['var95', 'cvar99', 'n'] },
  { call: 'GET /portfolio/preview', query: `?action=add&symbol=${challenger}`, has: ['weights', 'sectors'] },
  { call: 'POST /portfolio/review', has: ['changes'] },
  { call: 'POST /portfolio/pin-symbol', body: { symbol: other, ...because }, has: ['state', 'seq'] },
  { call: 'POST /portfolio/unpin-symbol', body: { symbol: other, ...because }, has: ['state', 'seq'] },
  { call: 'POST /portfolio/rebalance', body: because, has: ['weights', 'applied'] },
  {
    call: 'POST /portfolio/add-symbol',
    body: { symbol: slot, ...because },
    ...{ status: 422, code: 'REFUSED', has: 'error' },
  },
  {
    call: 'POST /portfolio/remove-symbol',
    body: { symbol: slot, ...because, confirmation: slot },
    has: ['state', 'seq'],
  },
  {
    call: 'POST /portfolio/replace-symbol',
    body: { symbol: other, newcomer: challenger, ...because, confirmation: other },
    has: ['state', 'seq'],
  },
  {
    call: 'POST /portfolio/keep-symbol',
    body: { symbol: NOWHERE, ...because },
    ...{ status: 404, code: 'NOT_FOUND', has: 'error' },
  },
  {
    call: 'POST /portfolio/ban-symbol',
    body: { symbol: challenger, ...because, confirmation: challenger },
    has: ['state'],
  },
  { call: 'POST /portfolio/unban-symbol', body: { symbol: challenger, ...because }, has: ['state'] },
  { call: 'GET /symbols', query: '?limit=12', has: '[1]' },
  { call: 'GET /symbols/{symbol}', has: ['symbol', 'contract', 'eligible'] },
  { call: 'POST /scoring/calculate', body: { symbols: [slot], timeframe: '1h' }, has: '[1]' },
  { call: 'GET /scoring/rankings', query: '?algorithm_type=risk&limit=3', has: '[1]' },
  { call: 'GET /scoring/symbol/{symbol}/scores', query: '?timeframe=1h', has: ['symbol', 'timeframes'] },
  { call: 'GET /scoring/symbol/{symbol}/features', has: '[1]' },
  { call: 'GET /scoring/past', query: '?at=1', has: ['at', 'cells'] },
  { call: 'GET /scoring/times', query: '?span=month', has: ['steps', 'rows'] },
  { call: 'GET /scoring/day', has: ['known', 'long', 'short'] },
  {
    call: 'POST /signals/sources',
    body: { name: 'contract-test', kind: 'rest' },
    has: ['key', 'kind', 'enabled', 'weight'],
  },
  { call: 'POST /signals', body: newSignal(slot), has: ['key', 'state', 'sentence'] },
  {
    call: 'POST /signals/import',
    body: { source: 'contract-test', text: 'x' },
    status: 422,
    code: 'REFUSED',
    has: 'error',
  },
  { call: 'POST /signals/sources/{name}', body: { enabled: false }, has: ['enabled'] },
  { call: 'POST /signals/sources/{name}/remove', has: ['removed'] },
  { call: 'GET /signals/sources', has: '[1]' },
  { call: 'GET /signals/pending', has: '[]' },
  { call: 'GET /signals/processed', query: '?hours=24&limit=5', has: '[1]' },
  { call: 'GET /signals/statistics', query: '?days=7', has: ['received', 'byState', 'bySource'] },
  { call: 'POST /signals/cleanup', has: ['expired', 'forgotten'] },
  { call: 'POST /signals/reprocess-failed', has: ['tried', 'not'] },
  { call: 'GET /signals/track-record', has: ['awaited', 'rows'] },
  { call: 'GET /signals/{signalId}/evaluation', has: ['outcome', 'votes', 'consensus', 'recomputed'] },
  { call: 'GET /explain/signal/{signalId}', has: ['way', 'counterfactuals', 'words', 'journal'] },
  { call: 'GET /explain/symbol/{symbol}', query: '?timeframe=1h', has: ['cell', 'score', 'counterfactuals'] },
  { call: 'GET /configuration', has: ['version', 'sections'] },
  { call: 'POST /configuration', body: { section: 'ranking', values: { risk: 0.4 }, ...because }, has: ['version'] },
  { call: 'GET /configuration/versions', has: '[1]' },
  { call: 'POST /configuration/rollback', body: { version: 0, ...because }, has: ['version'] },
  { call: 'GET /configuration/export', has: ['format', 'sections'] },
  {
    call: 'POST /configuration/import',
    body: {
      file: { format: 'zmart-settings', formatVersion: 1, version: 0, sections: { ranking: { risk: 0.3 } } },
      ...because,
    },
    has: ['version'],
  },
  { call: 'POST /what-if', body: { section: 'ranking', values: { risk: 0.9 } }, has: ['rows', 'sentence'] },
  { call: 'GET /algorithms', has: '[1]' },
  { call: 'POST /algorithms', body: { id: 'ranking', weights: { risk: 0.2 }, ...because }, has: ['version'] },
  { call: 'GET /agents', has: '[1]' },
  { call: 'GET /audit', query: '?kind=portfolio&limit=3', has: ['records', 'next'] },
  { call: 'GET /audit/verify', has: ['ok', 'rootHash', 'records'] },
  { call: 'GET /discovery', has: ['known', 'eligible', 'missing'] },
  { call: 'POST /discovery/sync', has: ['known', 'sentence'] },
  { call: 'GET /export', has: ['format', 'symbols', 'portfolio', 'settings'] },
  { call: 'GET /health', has: ['ok', 'checks'] },
  { call: 'GET /status', has: ['mode', 'slots', 'signals', 'journal'] },
  { call: 'GET /models', has: '[]' },
  { call: 'GET /models/live', has: 'stream' },
  { call: 'GET /models/running', has: 'whatever' },
  { call: 'GET /models/{id}', status: 404, code: 'NOT_FOUND', has: 'error' },
  { call: 'GET /models/runs/{run}', has: 'stream' },
  { call: 'POST /models/runs/{run}/cancel', has: ['canceled'] },
  { call: 'POST /models/train', body: {}, status: 400, code: 'BAD_REQUEST', has: 'error' },
  { call: 'POST /models/{id}/adopt', body: because, status: 404, code: 'NOT_FOUND', has: 'error' },
  { call: 'POST /models/{id}/retire', body: because, status: 404, code: 'NOT_FOUND', has: 'error' },
  { call: 'GET /initialize-sample-data', has: ['state', 'sentence'] },
  {
    call: 'POST /initialize-sample-data',
    body: { days: 7 },
    ...{ status: 400, code: 'BAD_REQUEST', has: 'error' },
  },
  ...(signal === '' ? [{ call: 'no signal was found', has: 'error' } as const] : []),
];

const newSignal = (symbol: string) => ({
  ...{ source: 'contract-test', symbol, timeframe: '1h', direction: 1, strength: 0.9, confidence: 0.9 },
  ...{ price: 100, stop: 95, target: 110, ...because },
});

let demo: DemoHost;
let held: Held;

const ask = (method: string, path: string, body?: unknown, role?: Role): Promise<Answer> =>
  demo.ask(method, `${BASE}${path}`, body, role);

const fill = (path: string): string =>
  path
    .replace('{symbol}', held.slot)
    .replace('{signalId}', held.signal)
    .replace('{name}', 'contract-test')
    .replace(/\{\w+\}/, 'nothing');

beforeAll(async () => {
  demo = await startDemoHost();
  const { slots, bench } = (await ask('GET', '/portfolio')).body as Record<string, readonly { readonly key: string }[]>;
  const processed = (await ask('GET', '/signals/processed?hours=72&limit=500')).body as readonly {
    readonly key: string;
    readonly stage: string;
  }[];
  held = {
    slot: slots?.[0]?.key ?? '',
    other: slots?.[4]?.key ?? '',
    challenger: bench?.[0]?.key ?? '',
    signal: processed.find(({ stage }) => stage === 'scoring')?.key ?? '',
  };
}, 60_000);

afterAll(() => demo.close());

/** Whether a body is what a row says of it. */
const FITS: Readonly<Record<'stream' | 'whatever' | '[]' | '[1]', (body: unknown) => boolean>> = {
  stream: (body) => body === null,
  whatever: () => true,
  '[]': (body) => Array.isArray(body),
  '[1]': (body) => Array.isArray(body) && body.length > 0,
};

function fits({ has, code }: Row, body: unknown): boolean {
  if (has === 'error') return (body as { readonly code?: string }).code === code;
  return typeof has === 'string' ? FITS[has](body) : has.every((field) => field in (body as object));
}

function problemOf(row: Row, { status, body }: Answer): string | null {
  if (status === (row.status ?? 200) && fits(row, body)) return null;
  return `${row.call}: ${String(status)} ${JSON.stringify(body).slice(0, 200)}`;
}

async function documented(): Promise<readonly string[]> {
  const { paths } = (await demo.ask('GET', '/openapi.json')).body as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  return Object.entries(paths)
    .filter(([path]) => path.startsWith(BASE))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice(BASE.length)}`),
    );
}

describe('the REST face of symbol management over a real host', () => {
  it('answers under every documented name, and the table has them all', async () => {
    const rows = table(held);
    expect(rows.map(({ call }) => call).sort()).toEqual([...(await documented())].sort());
    expect(rows.length).toBeGreaterThanOrEqual(40);
    const problems: string[] = [];
    for (const row of rows) {
      const [method = '', path = ''] = row.call.split(' ');
      const problem = problemOf(row, await ask(method, fill(path) + (row.query ?? ''), row.body));
      if (problem !== null) problems.push(problem);
    }
    expect(problems).toEqual([]);
  }, 60_000);

  it('lets a viewer read everything and change nothing, and says which role is needed', async () => {
    const wrong: string[] = [];
    const roles = (await demo.ask('GET', '/openapi.json')).body as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly 'x-role': string }>>>>;
    };
    for (const row of table(held)) {
      const [method = '', path = ''] = row.call.split(' ');
      const needs = roles.paths[`${BASE}${path}`]?.[method.toLowerCase()]?.['x-role'];
      const { status, body } = await ask(method, fill(path) + (row.query ?? ''), row.body, 'viewer');
      const refused = status === 403 && JSON.stringify(body).includes('This needs the role trader; yours is viewer');
      if (refused !== (needs === 'trader')) wrong.push(`${row.call} ${String(needs)}: ${String(status)}`);
      if (method === 'GET' && needs !== 'viewer') wrong.push(`${row.call} is read, but needs ${String(needs)}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it.each([
    ['GET /portfolio/history?limit=many', undefined, ['limit']],
    ['GET /portfolio/performance-attribution?days=0', undefined, ['days']],
    ['GET /scoring/rankings?algorithm_type=astrology', undefined, ['algorithm_type']],
    ['GET /audit?kind=secrets', undefined, ['kind']],
    ['GET /signals/statistics?days=1000', undefined, ['days']],
    ['POST /portfolio/add-symbol', { symbol: 'btc', reason: 'because' }, ['symbol']],
    ['POST /portfolio/add-symbol', { symbol: 'XBTUSDTM', reason: 'x' }, ['reason']],
    ['POST /portfolio/optimize-weights', { method: 'astrology' }, ['method']],
    ['POST /signals', { ...newSignal('XBTUSDTM'), strength: 7 }, ['strength']],
    ['POST /configuration', { section: 'weather', values: {}, ...because }, ['section']],
    ['POST /initialize-sample-data', { days: 100_000 }, ['days']],
  ])('names the field of a bad input: %s', async (call, body, path) => {
    const [method = '', address = ''] = call.split(' ');
    const answer = await ask(method, address, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST', data: { issues: [{ path }] } } });
    expect((answer.body as { message: string }).message).toContain(String(path[0]));
  });

  it.each([
    [`GET /symbols/${NOWHERE}`, undefined],
    [`GET /scoring/symbol/${NOWHERE}/scores`, undefined],
    [`GET /scoring/symbol/${NOWHERE}/features`, undefined],
    [`GET /explain/symbol/${NOWHERE}`, undefined],
    ['GET /explain/signal/nothing', undefined],
    ['GET /signals/nothing/evaluation', undefined],
    ['POST /scoring/calculate', { symbols: [NOWHERE] }],
    ['POST /portfolio/add-symbol', { symbol: NOWHERE, ...because }],
    ['POST /portfolio/remove-symbol', { symbol: NOWHERE, ...because }],
    ['POST /portfolio/replace-symbol', { symbol: NOWHERE, newcomer: 'XBTUSDTM', ...because }],
    ['POST /portfolio/pin-symbol', { symbol: NOWHERE, ...because }],
    ['POST /portfolio/ban-symbol', { symbol: NOWHERE, ...because }],
  ])('says that there is no such symbol or signal: %s', async (call, body) => {
    const [method = '', address = ''] = call.split(' ');
    const answer = await ask(method, address, body);
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(JSON.stringify(answer.body)).toMatch(/NOWHERE|nothing/);
  });

  it('leaves ranks 1 to 10 unique after all of this, and the chain intact', async () => {
    const { slots } = (await ask('GET', '/portfolio')).body as { readonly slots: readonly { readonly rank: number }[] };
    const ranks = slots.map(({ rank }) => rank);
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(ranks.every((rank) => rank >= 1 && rank <= 10)).toBe(true);
    expect((await ask('GET', '/audit/verify')).body).toMatchObject({ ok: true, problem: null });
  });

  it('asks for a token on every path', async () => {
    const port = demo.servers.trader.port;
    const answers = await Promise.all(
      ['/health', '/status', '/portfolio', '/export'].map((path) =>
        fetch(`http://127.0.0.1:${String(port)}/api${BASE}${path}`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  it('makes sample data beside the core, one at a time, in a folder of their own', async () => {
    const started = await ask('POST', '/initialize-sample-data', { days: 30, seed: 3 });
    expect(started).toMatchObject({ status: 200, body: { state: 'running', what: 'market', summary: null } });
    const second = await ask('POST', '/initialize-sample-data', { days: 30, seed: 4 });
    expect(second).toMatchObject({ status: 409, body: { code: 'BUSY' } });
    expect((await ask('GET', '/initialize-sample-data')).body).toMatchObject({ state: 'running' });
  });
});
