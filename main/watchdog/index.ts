import { runWatchdog } from './run.ts';

runWatchdog();
