/** Who may import whom. The architecture test walks the sources against this table; `docs/technical/layers.md` prints it. */

/** Which JavaScript host a folder compiles for: it names the tsconfig that checks it. */
export type Environment = 'anywhere' | 'node' | 'electron' | 'browser' | 'test';

export interface Layer {
  /** A folder or a file, from the root. The longest match decides; `*` stands for one folder name. */
  readonly at: string;
  readonly environment: Environment;
  /** What lives there, in one line. */
  readonly holds: string;
  /** Layers whose values and types it may import; a prefix stands for everything below it. */
  readonly may: readonly string[];
  /** Layers of which it may import types only. */
  readonly mayTypes?: readonly string[];
  /** Whether Node's own modules (`node:fs`) are allowed. */
  readonly builtins: boolean;
}

const DOMAIN = ['shared/kernel', 'shared/domain'] as const;
const PORTS = [...DOMAIN, 'main/core/ports'] as const;
/** Record types of the journal are the vocabulary in which every part of the core tells what happened. */
const RECORDS = [...PORTS, 'main/core/journal'] as const;

const SHARED: readonly Layer[] = [
  {
    at: 'shared/kernel',
    environment: 'anywhere',
    holds: 'the few helpers everything needs, no domain',
    may: [],
    builtins: false,
  },
  {
    at: 'shared/domain',
    environment: 'anywhere',
    holds: 'immutable values, ids, unions and pure functions on them',
    may: ['shared/kernel'],
    builtins: false,
  },
  {
    at: 'shared/language',
    environment: 'anywhere',
    holds: 'messages in the languages of the window, and what it says for the sentences of the host',
    may: [],
    builtins: false,
  },
  {
    at: 'shared/contract',
    environment: 'anywhere',
    holds: 'every call and stream with its schema, errors and role',
    may: DOMAIN,
    builtins: false,
  },
];

const core = (name: string, holds: string, may: readonly string[], mayTypes: readonly string[] = []): Layer => ({
  at: `main/core/${name}`,
  environment: 'anywhere',
  holds,
  may,
  ...(mayTypes.length > 0 ? { mayTypes } : {}),
  builtins: false,
});

const MARKET_SIDE = [
  'main/core/market',
  'main/core/indicators',
  'main/core/features',
  'main/core/liquidation',
] as const;

const CORE: readonly Layer[] = [
  core('ports', 'what the core asks of the world: interfaces only', DOMAIN, [
    'main/core/journal',
    'main/core/accounts',
    'shared/contract',
  ]),
  core('journal', 'records, hash chain, projections, verification', PORTS),
  core('accounts', 'exchange logins: rights, secrets, the way to live', RECORDS),
  core('alerts', 'ways for notices out of this machine, quiet hours; alerts on prices', RECORDS),
  core('market', 'instruments, candles, books, funding, feed health', RECORDS),
  core('wasm', 'writes and loads WebAssembly modules, for kernels that need SIMD', []),
  core('indicators', 'streaming and batch indicators over typed arrays', [...DOMAIN, 'main/core/wasm']),
  core('statistics', 'fits and measures of plain numbers, no domain', DOMAIN),
  core('features', 'every figure the agents judge by, once per symbol and bar', PORTS),
  core('liquidation', 'cohorts, liquidation map, heatmap, clusters', [
    ...RECORDS,
    'main/core/alerts',
    'main/core/features',
    'main/core/market',
    'main/core/indicators',
    'main/core/statistics',
  ]),
  core('portfolio', 'positions and balances folded from fills; the ten-symbol manager', [
    ...RECORDS,
    'main/core/market',
  ]),
  core(
    'execution',
    'order machine, router, reconciliation, paper venue',
    [...RECORDS, 'main/core/market', 'main/core/portfolio'],
    ['main/core/agents', 'main/core/signals', 'main/core/config.ts'],
  ),
  core('execution/manual', 'orders by hand: from the conflict stage on the way of a signal', [
    ...RECORDS,
    'main/core/market',
    'main/core/portfolio',
    'main/core/agents',
    'main/core/signals',
    'main/core/execution',
  ]),
  core(
    'signals',
    'sources, intake, the path of one signal, outcomes',
    [...RECORDS, ...MARKET_SIDE, 'main/core/statistics', 'main/core/portfolio', 'main/core/agents'],
    ['main/core/execution', 'main/core/trading-core.ts', 'main/core/config.ts'],
  ),
  core(
    'agents',
    'orchestration, scoring, throttle, locking, conflict, risk, vault, explain',
    [...RECORDS, ...MARKET_SIDE, 'main/core/portfolio'],
    ['main/core/execution', 'main/core/signals', 'main/core/config.ts'],
  ),
  core('settings', 'what a person may set, by versions: weights, thresholds, caps, schedules, sources', [
    ...RECORDS,
    ...MARKET_SIDE,
    'main/core/portfolio',
    'main/core/agents',
    'main/core/signals',
  ]),
  core('sentiment', 'word list, coins in texts, scores of news: pure functions', RECORDS),
  core('sources', 'what is read outside the market: feeds, moods, chains; their stored series', [
    ...RECORDS,
    'main/core/agents',
    'main/core/sentiment',
  ]),
  core('research', 'backtest, walk-forward, bias checks, model training', ['shared', 'main/core']),
  core('api', 'one thin handler per contract call', ['shared', 'main/core']),
  core('compose.ts', 'constructs every part by hand, in order', ['shared', 'main/core']),
  // Parts of the core that have no folder of their own in this table (helpers of the wiring page).
  {
    at: 'main/core',
    environment: 'anywhere',
    holds: 'the wiring of the core',
    may: ['shared', 'main/core'],
    builtins: false,
  },
];

const HOSTS: readonly Layer[] = [
  {
    at: 'main/adapters/system',
    environment: 'node',
    holds: 'clock, timers, random, hash, log, files, threads: used by every other adapter',
    may: PORTS,
    mayTypes: ['main/core/journal'],
    builtins: true,
  },
  {
    at: 'main/adapters/*',
    environment: 'node',
    holds: 'the world behind the ports; third-party types stop here',
    may: [
      ...RECORDS,
      'main/core/market',
      'main/core/research',
      'main/core/wasm',
      'main/core/execution',
      'main/core/accounts',
      'main/adapters/system',
    ],
    builtins: true,
  },
  {
    at: 'main/adapters/replay',
    environment: 'node',
    holds: 'backtests and replays in a worker thread',
    may: ['shared', 'main/core', 'main/adapters/system'],
    builtins: true,
  },
  {
    at: 'main/adapters/model',
    environment: 'node',
    holds: 'trains models in a worker thread, runs a model of the user',
    may: ['shared', 'main/core', 'main/adapters/system', 'main/adapters/storage'],
    builtins: true,
  },
  {
    at: 'main/adapters/pictures',
    environment: 'node',
    holds: 'reads pictures of liquidation maps in a worker thread',
    may: ['shared', 'main/core', 'main/adapters/system'],
    builtins: true,
  },
  {
    at: 'main/adapters/sample',
    environment: 'node',
    holds: 'makes sample data in a worker thread, in a data folder of their own',
    may: ['shared', 'main/core', 'main/adapters/system', 'main/adapters/storage'],
    builtins: true,
  },
  {
    at: 'main/adapters/candles',
    environment: 'node',
    holds: 'imports candle files in a worker thread, into a store of their own',
    may: ['shared', 'main/core', 'main/adapters/system', 'main/adapters/storage'],
    builtins: true,
  },
  {
    at: 'main/transport',
    environment: 'node',
    holds: 'the loopback HTTP and WebSocket server: token, origin, back-pressure',
    may: ['shared', 'main/core/ports', 'main/core/api', 'main/adapters/system'],
    mayTypes: ['main/core'],
    builtins: true,
  },
  {
    at: 'main/shell',
    environment: 'electron',
    holds:
      'everything that says `electron`: windows, menu, IPC, sender checks; shares the page headers with the loopback server',
    may: ['shared', 'main/core/ports', 'main/core/api', 'main/adapters/system', 'main/transport'],
    mayTypes: ['main/core'],
    builtins: true,
  },
  {
    at: 'main/cli',
    environment: 'node',
    holds: 'the `zmart` command',
    may: [
      'shared',
      'main/core',
      'main/adapters',
      'main/transport',
      'main/markets',
      'main/host.ts',
      'main/serve.ts',
      'main/version.ts',
      'scripts/require-node.mjs',
    ],
    builtins: true,
  },
  {
    at: 'main/index.ts',
    environment: 'electron',
    holds: 'Electron entry: ports, core, shell',
    may: [
      'shared',
      'main/core',
      'main/adapters',
      'main/transport',
      'main/shell',
      'main/markets',
      'main/watchdog',
      'main/host.ts',
    ],
    builtins: true,
  },
  {
    at: 'main/headless.ts',
    environment: 'node',
    holds: 'Node entry of the headless host',
    may: ['main/serve.ts', 'scripts/require-node.mjs'],
    builtins: true,
  },
  {
    at: 'main/serve.ts',
    environment: 'node',
    holds: 'the headless host: core and loopback server, for the entry and for `zmart serve`',
    may: ['shared', 'main/core', 'main/adapters', 'main/transport', 'main/markets', 'main/host.ts'],
    builtins: true,
  },
  {
    at: 'main/history-worker.ts',
    environment: 'node',
    holds: 'entry of the thread in which the demo market makes its past',
    may: ['shared', 'main/core', 'main/adapters'],
    builtins: true,
  },
  {
    at: 'main/replay-worker.ts',
    environment: 'node',
    holds: 'entry of the thread in which a replay runs',
    may: ['shared', 'main/adapters'],
    builtins: true,
  },
  {
    at: 'main/picture-worker.ts',
    environment: 'node',
    holds: 'entry of the thread in which a picture is read',
    may: ['shared', 'main/adapters'],
    builtins: true,
  },
  {
    at: 'main/sample-worker.ts',
    environment: 'node',
    holds: 'entry of the thread in which sample data are made',
    may: ['shared', 'main/adapters'],
    builtins: true,
  },
  {
    at: 'main/candles-worker.ts',
    environment: 'node',
    holds: 'entry of the thread in which candle files are imported',
    may: ['shared', 'main/adapters'],
    builtins: true,
  },
  {
    at: 'main/model-worker.ts',
    environment: 'node',
    holds: 'entry of the thread in which a model is trained',
    may: ['shared', 'main/adapters'],
    builtins: true,
  },
  {
    at: 'main/markets',
    environment: 'node',
    holds: 'what each mode trades on: the demo market, or an exchange with simulated or real fills',
    may: ['shared', 'main/core', 'main/adapters', 'main/watchdog'],
    builtins: true,
  },
  {
    at: 'main/watchdog',
    environment: 'node',
    holds: 'the process that cancels and closes when the core dies or stalls; its own connection and rules',
    may: ['shared/kernel', 'shared/domain', 'main/core/ports', 'main/adapters'],
    builtins: true,
  },
  {
    at: 'main/host.ts',
    environment: 'node',
    holds: 'builds the ports and the core for both hosts',
    may: ['shared', 'main/core', 'main/adapters', 'main/transport', 'main/markets', 'main/version.ts'],
    builtins: true,
  },
  {
    at: 'main/version.ts',
    environment: 'anywhere',
    holds: "the program's version",
    may: [],
    builtins: false,
  },
  {
    at: 'preload',
    environment: 'electron',
    holds: 'hands one message port to the page, nothing else',
    may: ['shared'],
    builtins: false,
  },
];

const PAGE = ['shared'] as const;

const RENDERER: readonly Layer[] = [
  { at: 'renderer/data', environment: 'browser', holds: 'client, live topics, reconnect', may: PAGE, builtins: false },
  {
    at: 'renderer/ui',
    environment: 'browser',
    holds: 'small components over MUI; no calls to the core',
    may: [...DOMAIN, 'shared/language'],
    mayTypes: ['shared/contract'],
    builtins: false,
  },
  {
    at: 'renderer/charts',
    environment: 'browser',
    holds: 'charts, heatmaps, maps; the only place where money becomes a plot number',
    may: [...DOMAIN, 'shared/language', 'renderer/ui'],
    mayTypes: ['shared/contract'],
    builtins: false,
  },
  {
    at: 'renderer/features/*',
    environment: 'browser',
    holds: 'one screen each; a feature never imports another feature',
    may: [...PAGE, 'renderer/data', 'renderer/ui', 'renderer/charts'],
    builtins: false,
  },
  {
    at: 'renderer/app',
    environment: 'browser',
    holds: 'providers, routes, theme, command palette, error boundary',
    may: [...PAGE, 'renderer'],
    builtins: false,
  },
  {
    at: 'renderer',
    environment: 'browser',
    holds: 'the entry of the page',
    may: [...PAGE, 'renderer'],
    builtins: false,
  },
];

const AROUND: readonly Layer[] = [
  {
    at: 'tests/e2e',
    environment: 'test',
    holds: 'black box, over the built artefacts only',
    may: ['tests/support', 'tests/e2e', 'scripts', 'dist'],
    builtins: true,
  },
  {
    at: 'tests',
    environment: 'test',
    holds: 'what spans folders: architecture, contract, simulation; builders and fakes in `support`',
    may: ['shared', 'main', 'preload', 'renderer', 'tests', 'scripts', 'bench'],
    builtins: true,
  },
  {
    at: 'bench',
    environment: 'node',
    holds: 'hot paths against named peers, ratios in one run',
    may: [
      'shared',
      'main/core',
      'main/adapters',
      'main/transport',
      'main/host.ts',
      'bench',
      'tests/support',
      'scripts',
    ],
    builtins: true,
  },
  {
    at: 'scripts',
    environment: 'node',
    holds: 'build, start, checks, generated pages',
    may: ['shared', 'scripts', 'main/core', 'main/transport', 'dist'],
    builtins: true,
  },
];

/** Files at the root (tool configuration) have no layer: they may use the tools they configure and `scripts`. */
export const LAYERS: readonly Layer[] = [...SHARED, ...CORE, ...HOSTS, ...RENDERER, ...AROUND];

/** The folders that are walked. */
export const SOURCE_FOLDERS = ['shared', 'main', 'preload', 'renderer', 'tests', 'bench', 'scripts'] as const;
