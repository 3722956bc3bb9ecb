import { describe, expect, it } from 'vitest';
import { USUAL_EXCHANGE } from '#main/markets/exchange-options.ts';
import { StoreFailure } from '#core/ports/store.ts';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import type { ServeOptions } from './context.ts';
import { exitCodesText } from './exit-codes.ts';
import { runCli } from './program.ts';

const COMMANDS = [
  'serve',
  'doctor',
  'import candles',
  'replay',
  'score',
  'audit verify',
  'indicator',
  'liquidation-price',
];

describe('zmart', () => {
  it.each(COMMANDS)('%s --help shows its examples and every exit code, and ends with 0', async (command) => {
    const context = memoryContext();
    expect(await runCli([...command.split(' '), '--help'], context)).toBe(0);
    expect(context.written.err).toBe('');
    expect(context.written.out).toContain(`Examples:\n  zmart ${command.split(' ')[0] ?? ''}`);
    expect(context.written.out).toContain(exitCodesText());
  });

  it.each([
    [['nonsense'], /unknown command 'nonsense'/],
    [['replay', '--sideways'], /unknown option '--sideways'/],
    [['serve', '--port', 'x'], /"x" is not a whole number from 0 to 65535/],
    [['serve', '--mode', 'casino'], /Allowed choices are demo, replay, paper, live/],
    [['score', '--symbol', 'BTC'], /required option '--at <when>' not specified/],
    [['import'], /Usage: zmart import/],
    [[], /Usage: zmart/],
  ])('%j is a wrong command line: usage on the error stream, code 2', async (args, words) => {
    const context = memoryContext();
    expect(await runCli(args, context)).toBe(2);
    expect(context.written.err).toMatch(words);
    expect(context.written.out).toBe('');
  });

  it('prints its version', async () => {
    const context = memoryContext({ version: '1.2.3' });
    expect(await runCli(['--version'], context)).toBe(0);
    expect(context.written.out).toBe('1.2.3\n');
  });

  it('serves with the options, where the data go by the option, the environment, the platform', async () => {
    const seen: ServeOptions[] = [];
    const serve = (options: ServeOptions) => {
      seen.push(options);
      return Promise.resolve(7);
    };
    const context = memoryContext({ serve, env: { ZMART_HOME: '/own' } });
    expect(await runCli(['serve', '--port', '0', '--mode', 'replay'], context)).toBe(7);
    expect(await runCli(['serve', '--data-dir', '/chosen'], context)).toBe(7);
    expect(await runCli(['serve', '--mode', 'paper', '--venue', 'okx'], context)).toBe(7);
    expect(seen).toEqual([
      { port: 0, mode: 'replay', dataDir: '/own', exchange: USUAL_EXCHANGE },
      { port: 7_430, mode: 'demo', dataDir: '/chosen', exchange: USUAL_EXCHANGE },
      { port: 7_430, mode: 'paper', dataDir: '/own/paper', exchange: { ...USUAL_EXCHANGE, venue: 'okx' } },
    ]);
    const elsewhere = ['serve', '--mode', 'live', '--endpoint', 'https://example.com'];
    expect(await runCli(elsewhere, context)).toBe(2);
  });

  it('tells an error in one sentence, and where it came from only when asked', async () => {
    const serve = () => Promise.reject(new StoreFailure('The disk is full.', { cause: new Error('SQLITE_FULL') }));
    const quiet = memoryContext({ serve });
    expect(await runCli(['serve'], quiet)).toBe(4);
    expect(quiet.written.err).toBe('zmart: The disk is full.\n');
    const loud = memoryContext({ serve });
    expect(await runCli(['serve', '--debug'], loud)).toBe(4);
    expect(loud.written.err).toMatch(/^zmart: The disk is full\.\n[\s\S]+ {4}at [\s\S]+Caused by Error: SQLITE_FULL/);
    const other = memoryContext({ serve: () => Promise.reject(new Error('Something else.')) });
    expect(await runCli(['serve'], other)).toBe(1);
  });
});
