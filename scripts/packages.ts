/** Every npm package of package.json: what it is for, and where our sources may import it. */

export type PackageKind = 'runtime' | 'page' | 'build' | 'test' | 'bench';

export interface PackageUse {
  readonly kind: PackageKind;
  readonly why: string;
  /** Folders or files that may import it; empty for tools that are run, not imported. Tests may import all but Electron. */
  readonly where: readonly string[];
}

const CLIENTS = ['renderer/data', 'main/cli'] as const;
const SERVERS = ['main/core/api', 'main/transport', 'main/shell', 'scripts', 'bench'] as const;

const RUNTIME: Readonly<Record<string, PackageUse>> = {
  '@orpc/client': {
    kind: 'runtime',
    why: 'typed client of the one contract, over MessagePort and WebSocket; how its protocol writes values',
    where: [...CLIENTS, 'main/transport', 'renderer/app', 'renderer/features', 'bench'],
  },
  '@orpc/contract': {
    kind: 'runtime',
    why: 'declares calls and streams as values; client, server and REST are derived from them',
    where: ['shared/contract', ...CLIENTS, ...SERVERS, 'scripts/api-page'],
  },
  '@orpc/openapi': { kind: 'runtime', why: 'the same contract as REST with an OpenAPI page', where: SERVERS },
  '@orpc/server': {
    kind: 'runtime',
    why: 'binds handlers to the contract and checks input and output',
    where: SERVERS,
  },
  '@orpc/zod': { kind: 'runtime', why: 'turns the Zod schemas into the OpenAPI page', where: SERVERS },
  'better-sqlite3': {
    kind: 'runtime',
    why: 'SQLite in process; 13.x is Node-API with its binaries inside the package, the same for Node and Electron',
    where: ['main/adapters/storage', 'bench'],
  },
  ccxt: {
    kind: 'runtime',
    why: 'signs requests and knows addresses and endpoints of exchanges; one file of it per exchange, loaded when needed',
    where: ['main/adapters/venues', 'bench'],
  },
  commander: {
    kind: 'runtime',
    why: 'arguments and help of the `zmart` command',
    where: ['main/cli', 'main/headless.ts'],
  },
  ethers: {
    kind: 'runtime',
    why: 'JSON-RPC of Ethereum-compatible nodes and the encoding of their events; read only, loaded with the first address of a node',
    where: ['main/adapters/chain'],
  },
  'fast-xml-parser': {
    kind: 'runtime',
    why: 'reads RSS and Atom without expanding what a document declares',
    where: ['main/adapters/news'],
  },
  kysely: { kind: 'runtime', why: 'typed SQL and migrations', where: ['main/adapters/storage', 'bench'] },
  nodemailer: {
    kind: 'runtime',
    why: 'sends notices by mail; SMTP with STARTTLS and its failures is not ours to write',
    where: ['main/adapters/notify'],
  },
  pngjs: {
    kind: 'runtime',
    why: 'reads the pixels of a picture: of a liquidation map, of a window for the user guide; pure JavaScript',
    where: ['main/adapters/pictures', 'scripts/pictures'],
  },
  'tesseract.js': {
    kind: 'runtime',
    why: 'reads the labels of the axes of such a picture (OCR, WebAssembly); loaded with the first picture',
    where: ['main/adapters/pictures'],
  },
  '@tesseract.js-data/eng': {
    kind: 'runtime',
    why: 'its trained data, bundled: nothing is fetched',
    where: ['main/adapters/pictures'],
  },
  ws: {
    kind: 'runtime',
    why: 'WebSocket server on loopback; Node has only a client',
    where: ['main/transport', 'main/adapters/venues', 'main/cli', 'bench'],
  },
  zod: {
    kind: 'runtime',
    why: 'parses what crosses a boundary: calls, configuration, venue messages, database rows',
    where: [
      'scripts/api-page',
      'shared/contract',
      'main/core/api',
      'main/core/journal',
      'main/core/signals',
      'main/core/research',
      'main/adapters',
      'main/transport',
      'main/shell',
      'main/watchdog',
      'main/cli',
      'main/host.ts',
      'renderer/data',
      'renderer/features',
      'scripts',
      'bench',
    ],
  },
  keytar: {
    kind: 'runtime',
    why: 'the system’s keychain; optional, because without one an encrypted file takes its place',
    where: ['main/adapters/secrets'],
  },
};

const VIEWS = ['renderer'] as const;

const PAGE: Readonly<Record<string, PackageUse>> = {
  '@emotion/cache': {
    kind: 'page',
    why: 'carries the nonce of the content security policy into the styles',
    where: VIEWS,
  },
  '@emotion/react': { kind: 'page', why: 'styling engine that MUI asks for', where: VIEWS },
  '@emotion/styled': { kind: 'page', why: 'styling engine that MUI asks for', where: VIEWS },
  '@fontsource-variable/inter': {
    kind: 'page',
    why: 'text face, bundled: the page loads nothing from a network',
    where: VIEWS,
  },
  '@fontsource-variable/jetbrains-mono': {
    kind: 'page',
    why: 'face for numbers with even widths, bundled',
    where: VIEWS,
  },
  'intl-messageformat': {
    kind: 'page',
    why: 'ICU messages: plurals and places of each language',
    where: ['shared/language'],
  },
  '@mui/icons-material': { kind: 'page', why: 'icons', where: VIEWS },
  '@mui/material': { kind: 'page', why: 'accessible components with a dense theme', where: VIEWS },
  '@orpc/tanstack-query': { kind: 'page', why: 'query options derived from the contract', where: VIEWS },
  '@tanstack/react-query': { kind: 'page', why: 'cache of answers, retries, invalidation', where: VIEWS },
  '@tanstack/react-router': { kind: 'page', why: 'typed routes', where: VIEWS },
  '@tanstack/react-virtual': { kind: 'page', why: 'long lists draw only what is in sight', where: VIEWS },
  dockview: {
    kind: 'page',
    why: 'movable panels of a board: docking, tabs, saved layouts',
    where: ['renderer/features/boards'],
  },
  'lightweight-charts': {
    kind: 'page',
    why: 'the price chart of the console: axes, zoom and panning that traders know',
    where: ['renderer/features/console', 'bench'],
  },
  react: { kind: 'page', why: 'the window’s components', where: VIEWS },
  'react-dom': { kind: 'page', why: 'React in a document', where: VIEWS },
  zustand: { kind: 'page', why: 'stores of the live topics', where: VIEWS },
};

const tool = (kind: PackageKind, why: string, where: readonly string[] = []): PackageUse => ({ kind, why, where });

const BUILD: Readonly<Record<string, PackageUse>> = {
  '@types/better-sqlite3': tool('build', 'types'),
  '@types/nodemailer': tool('build', 'types'),
  '@types/node': tool('build', 'types of Node 24'),
  '@types/pngjs': tool('build', 'types'),
  '@types/react': tool('build', 'types'),
  '@types/react-dom': tool('build', 'types'),
  '@types/ws': tool('build', 'types'),
  '@vitejs/plugin-react': tool('build', 'JSX in the page’s build', ['vite.config.ts']),
  electron: tool('build', 'the desktop runtime and its types', ['main/shell', 'preload']),
  'electron-builder': tool('build', 'desktop packages'),
  esbuild: tool('build', 'bundles the hosts and the preload in milliseconds; the pages of the benches', [
    'scripts',
    'bench',
  ]),
  '@formatjs/icu-messageformat-parser': tool('build', 'reads the messages that the catalogues are checked by', [
    'scripts',
  ]),
  knip: tool('build', 'finds dead files, exports and dependencies'),
  node: tool('build', 'Node 24 from the registry: scripts run on it whatever the host has'),
  oxfmt: tool('build', 'format, as Prettier would', ['scripts']),
  oxlint: tool('build', 'the lint itself: the rules of ESLint, typescript-eslint and hooks in a quarter of the time'),
  'oxlint-tsgolint': tool('build', 'what the lint knows of types'),
  typescript: tool('build', 'types; the native compiler'),
  'typescript-6': tool('build', 'the parser that layers and sizes are read with: 7 has no stable one yet', ['scripts']),
  vite: tool('build', 'builds the page', ['scripts', 'vite.config.ts']),
};

const TEST: Readonly<Record<string, PackageUse>> = {
  '@playwright/test': tool('test', 'end-to-end tests in an installed Chromium', ['scripts', 'bench']),
  'axe-core': tool('test', 'asks axe about every screen of the end-to-end tests'),
  'fast-check': tool('test', 'property tests', ['bench']),
  vitest: tool('test', 'unit, property, simulation and contract tests', ['bench']),
  'kucoin-universal-sdk': tool('test', 'KuCoin’s own client: shows that the venue simulator speaks KuCoin'),
  '@stryker-mutator/core': tool('test', 'plants faults in the risk module and counts those that tests find'),
  '@stryker-mutator/vitest-runner': tool('test', 'runs the tests for each planted fault'),
  '@debut/indicators': tool('bench', 'peer of the streaming indicators', ['bench']),
  '@ixjb94/indicators': tool('bench', 'peer of the batch indicators', ['bench']),
  '@mui/x-data-grid': tool('bench', 'peer of the live tables', ['bench']),
  echarts: tool('bench', 'peer of the heatmaps', ['bench']),
  express: tool('bench', 'peer of the portfolio calls', ['bench']),
  'decimal.js': tool('bench', 'peer of the exact sums', ['bench']),
  'rate-limiter-flexible': tool('bench', 'peer of the throttle', ['bench']),
  technicalindicators: tool('bench', 'peer of the indicators, and the most used', ['bench']),
  'trading-signals': tool('bench', 'peer of the indicators', ['bench']),
};

export const PACKAGES: Readonly<Record<string, PackageUse | undefined>> = { ...RUNTIME, ...PAGE, ...BUILD, ...TEST };

export interface InstallScript {
  readonly allowed: boolean;
  readonly why: string;
}

/**
 * Packages with an install script: at most four, each with its reason; `allowScripts` in package.json says the same.
 * better-sqlite3 declares none, but npm would compile any package that holds a `binding.gyp`, so it is named as well.
 */
export const INSTALL_SCRIPTS: Readonly<Record<string, InstallScript | undefined>> = {
  node: { allowed: true, why: 'fetches the Node binary of this platform from the registry' },
  esbuild: { allowed: true, why: 'puts the binary of this platform in place of its wrapper' },
  keytar: { allowed: true, why: 'fetches or compiles the keychain binding; may fail, it is optional' },
  ccxt: { allowed: false, why: 'prints a message' },
  bufferutil: { allowed: false, why: 'an optional part of ccxt that compiles a faster mask for sockets' },
  'better-sqlite3': { allowed: false, why: 'none of its own; its binaries are in the package, compiling is a waste' },
  'tesseract.js': { allowed: false, why: 'prints a message' },
  'electron-winstaller': { allowed: false, why: 'of electron-builder, for a Windows target that is not built' },
};
