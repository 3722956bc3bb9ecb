import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads connectors and says what it took: `node start-child.ts ccxt`, or the folder of their bundle. Run by g11. */
export const MODULES = ['kucoinfutures', 'binanceusdm', 'bybit', 'okx', 'bitget'] as const;

interface Exchange {
  sign(path: string, api: string, method: string, params: object): { readonly url: string };
}

/** Makes each exchange, so that what is loaded is also what works. */
async function load(how: string): Promise<number> {
  const require = createRequire(import.meta.url);
  if (how === 'ccxt') {
    const whole = require('ccxt') as Record<string, new () => Exchange>;
    return MODULES.filter((name) => whole[name] !== undefined && new whole[name]() instanceof Object).length;
  }
  const files = MODULES.map(async (name) => {
    const file = (await import(pathToFileURL(join(how, `${name}.mjs`)).href)) as { default: new () => Exchange };
    return new file.default();
  });
  return (await Promise.all(files)).length;
}

if (process.argv[2] !== undefined && process.argv[1]?.endsWith('start-child.ts') === true) {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const exchanges = await load(process.argv[2]);
  const ms = performance.now() - started;
  process.stdout.write(JSON.stringify({ exchanges, ms, rss: process.memoryUsage().rss - before }));
}
