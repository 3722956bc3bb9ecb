import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import { rearm } from '../rearm.ts';

export function systemHandlers({ live }: ApiParts): HandlersOf<'system'> {
  return {
    status: async () => {
      await live.started;
      const [status] = live.status.rows();
      if (status === undefined) throw new Error('The status is not there although the rows were made');
      return status;
    },
    watch: (_, { signal }) => live.status.subscribe(signal),
  };
}

export function tradingHandlers({ core, dataFolder }: ApiParts): HandlersOf<'trading'> {
  const { journal } = core.parts;
  const mustBeWritable = (): void => {
    if (journal.store.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    if (!journal.integrity.ok) throw contractError('NOT_AVAILABLE', { reason: journal.integrity.problem });
  };
  const pauseIntake = async (paused: boolean, reason: string): Promise<{ paused: boolean }> => {
    mustBeWritable();
    if (paused) core.throttleDesk.pause(reason, 'user');
    else core.throttleDesk.resume(reason, 'user');
    await journal.whenDurable();
    return { paused };
  };
  return {
    halt: async ({ reason }) => {
      mustBeWritable();
      core.kill.engage({ by: 'user', reason, flatten: false });
      await journal.whenDurable();
      return { state: core.tradingState.state };
    },
    resume: async ({ confirmation }) => {
      mustBeWritable();
      rearm(core, { phrase: confirmation, reason: null, by: 'user' });
      await journal.whenDurable();
      return { state: core.tradingState.state };
    },
    pauseIntake: ({ reason }) => pauseIntake(true, reason),
    resumeIntake: () => pauseIntake(false, ''),
  };
}
