import { powerSaveBlocker } from 'electron';
import { isExposed } from '#shared/domain/exposure.ts';
import type { ExposureWatch } from '#core/exposure.ts';
import type { Log } from '#core/ports/log.ts';
import type { Mode } from '#shared/domain/signal.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';

/** Modes in which prices go on while this computer sleeps. The demo's market sleeps with it, and a replay can wait. */
const REAL_TIME: ReadonlySet<Mode> = new Set(['paper', 'live']);

export interface PowerParts {
  readonly mode: Mode;
  readonly exposure: ExposureWatch;
  readonly log: Log;
}

/** Keeps the computer from sleeping exactly while something is open in a market that does not sleep. The screen may go dark. */
export function stayAwakeWhileExposed({ mode, exposure, log }: PowerParts): Disposable {
  if (!REAL_TIME.has(mode)) return toDisposable(() => undefined);
  let held: number | null = null;
  const release = (): void => {
    if (held === null) return;
    powerSaveBlocker.stop(held);
    held = null;
    log.info('The computer may sleep again: nothing is open');
  };
  const follow = (): void => {
    if (!isExposed(exposure.now())) return release();
    if (held !== null) return;
    held = powerSaveBlocker.start('prevent-app-suspension');
    log.info('The computer is kept from sleeping while something is open');
  };
  follow();
  const listening = exposure.onChange(follow);
  return toDisposable(() => {
    listening.dispose();
    release();
  });
}
