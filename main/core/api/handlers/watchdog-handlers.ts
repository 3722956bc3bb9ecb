import { OPT_OUT_PHRASE, type WatchdogDesk } from '../../agents/risk/watchdog/watchdog-desk.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';

export function watchdogHandlers({ core, watchdog, store, dataFolder }: ApiParts): HandlersOf<'watchdog'> {
  const desk = (): WatchdogDesk => {
    if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    if (watchdog.desk === null) {
      const { reason } = watchdog.view();
      throw contractError('NOT_AVAILABLE', { reason }, reason);
    }
    return watchdog.desk;
  };
  const told = async () => {
    await core.parts.journal.whenDurable();
    return watchdog.view();
  };
  return {
    watch: (_, { signal }) => watchdog.topic.subscribe(signal),
    leaveOut: async ({ phrase, reason }, { role }) => {
      const to = desk();
      if (phrase !== OPT_OUT_PHRASE) throw contractError('NOT_CONFIRMED', { expected: OPT_OUT_PHRASE });
      to.leaveOut(reason, role);
      return told();
    },
    resume: async (_, { role }) => {
      desk().resume(role);
      return told();
    },
  };
}
