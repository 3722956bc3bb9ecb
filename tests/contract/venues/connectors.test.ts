import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleConnectors, connectorModules } from '#scripts/connectors.mjs';
import { ROOT } from '#scripts/import-graph.ts';
import { VENUE_IDS } from '#shared/domain/exchange-account.ts';
import { quirksOf } from '#main/adapters/venues/quirks-of.ts';

interface Exchange {
  readonly urls: unknown;
  readonly hostname?: string;
  readonly api: Record<string, Record<string, unknown>>;
  readonly options: Record<string, unknown>;
  milliseconds: () => number;
  nonce: () => number;
  sign(path: string, api: string, method: string, params: object): object;
}
type ExchangeClass = new (config: object) => Exchange;

const NOW = 1_780_000_000_000;
const PARAMS = { symbol: 'XBTUSDTM', orderId: 'a1 b2', size: 3, price: '0.10', note: 'é&=/?', flag: true };
/** Parameters, none, and the list that a few calls take. */
const BODIES = [PARAMS, {}, [PARAMS, { ...PARAMS, orderId: 'c3' }]];

let folder: string;
const modules = connectorModules(join(ROOT, 'main/adapters/venues'));

const classIn = async (file: string): Promise<ExchangeClass> =>
  ((await import(pathToFileURL(file).href)) as { readonly default: ExchangeClass }).default;
const built = (name: string): Promise<ExchangeClass> => classIn(join(folder, 'connectors', `${name}.mjs`));
const original = (name: string): Promise<ExchangeClass> =>
  classIn(join(createRequire(import.meta.url).resolve('ccxt'), `../../js/src/pro/${name}.js`));

function make(Class: ExchangeClass, secret: string, options: object): Exchange {
  const exchange = new Class({ apiKey: 'key', secret, password: 'passphrase', enableRateLimit: false });
  Object.assign(exchange.options, options);
  exchange.milliseconds = () => NOW;
  exchange.nonce = () => NOW;
  return exchange;
}

/** Every call of the venue's endpoint tables, as `section method path`. */
const endpoints = ({ api }: Exchange): (readonly [api: string, method: string, path: string])[] =>
  Object.entries(api).flatMap(([section, methods]) =>
    Object.entries(methods).flatMap(([method, paths]) =>
      (Array.isArray(paths) ? (paths as string[]) : Object.keys(paths as object)).map(
        (path) => [section, method.toUpperCase(), path] as const,
      ),
    ),
  );

/** The signed request, or the sentence of the error, of every endpoint with every body. */
function requests(exchange: Exchange): Map<string, string> {
  const told = new Map<string, string>();
  for (const [api, method, path] of endpoints(exchange))
    BODIES.forEach((body, at) => {
      const key = `${api} ${method} ${path} ${at}`;
      try {
        told.set(key, JSON.stringify(exchange.sign(path, api, method, structuredClone(body))));
      } catch (error) {
        told.set(key, String(error));
      }
    });
  return told;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-connectors-'));
  await bundleConnectors(modules, join(folder, 'connectors'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(VENUE_IDS)('the connector of %s', (venue) => {
  it('signs every call of the venue as ccxt does, byte for byte', async () => {
    // Client ids that ccxt makes up are drawn from it.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { ccxtModule, ccxtOptions } = await quirksOf(venue);
    const [Ours, Theirs] = [await built(ccxtModule), await original(ccxtModule)];
    const theirs = requests(make(Theirs, 'secret', ccxtOptions));
    expect(theirs.size).toBeGreaterThan(500);
    expect(requests(make(Ours, 'secret', ccxtOptions))).toEqual(theirs);
    const signed = [...theirs.values()].filter((request) => request.includes('"headers"'));
    expect(signed.length).toBeGreaterThan(100);
    expect(requests(make(Ours, 'another', ccxtOptions))).not.toEqual(theirs);
    random.mockRestore();
  });

  it('knows the same addresses and settings', async () => {
    const { ccxtModule } = await quirksOf(venue);
    const [ours, theirs] = [await built(ccxtModule), await original(ccxtModule)].map((Class) =>
      make(Class, 'secret', {}),
    );
    expect(ours?.urls).toEqual(theirs?.urls);
    expect(ours?.hostname).toEqual(theirs?.hostname);
  });
});

describe('the connectors', () => {
  it('are those of the venues, and no more', async () => {
    const named = await Promise.all(VENUE_IDS.map(async (venue) => (await quirksOf(venue)).ccxtModule));
    expect([...modules].sort()).toEqual(named.sort());
  });

  it('are what a built host signs with, where there is no ccxt', async () => {
    const entry = join(ROOT, 'main/adapters/venues/signer.ts');
    await build({
      entryPoints: [entry],
      outfile: join(folder, 'host.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
    });
    const parts = `{ options: {}, credentials: { key: 'k', secret: 's', passphrase: 'p' }, endpoints: null, now: () => ${NOW} }`;
    const code = `import { createSigner } from './host.mjs';
      for (const module of ${JSON.stringify([...modules, 'gate'])}) await createSigner({ module, ...${parts} })
        .then((signer) => console.log(module, signer.now()), ({ code }) => console.log(module, code));`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, encoding: 'utf8' });
    expect(child.stderr).toBe('');
    expect(child.stdout.trim().split('\n')).toEqual([
      ...modules.map((name) => `${name} ${NOW}`),
      'gate MODULE_NOT_FOUND',
    ]);
  });

  it('are not made when no venue names a file of ccxt', () => {
    expect(() => connectorModules(folder)).toThrow(/there is nothing to bundle/);
  });
});
