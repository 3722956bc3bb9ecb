import { headlessOptions, runHeadless } from './serve.ts';

const options = headlessOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 2;
} else process.exitCode = await runHeadless(options);
