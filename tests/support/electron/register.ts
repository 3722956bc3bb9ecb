/** Put before the built main process with `--import`: `electron` then means the stand-in beside this file. */
import { registerHooks } from 'node:module';

const STAND_IN = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
});

Object.defineProperty(process.versions, 'electron', { value: process.env['ZMART_STAND_IN_VERSION'] ?? '45.3.4' });
