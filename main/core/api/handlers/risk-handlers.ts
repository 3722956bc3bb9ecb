import type { risk as riskCalls } from '#shared/contract/risk.ts';
import type { KillReport } from '../../agents/risk/state/kill-switch.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { rearm } from '../rearm.ts';

/** The trading state and what a person may do to it. */
export function riskHandlers(parts: ApiParts): Pick<HandlersOf<'risk'>, keyof typeof riskCalls> {
  const { core, risk, dataFolder } = parts;
  const { journal } = core.parts;
  /** The process that holds the folder trades; stopping this one would stop nothing. */
  const mustHold = (): void => {
    if (journal.store.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
  };
  const mustBeWritable = (): void => {
    mustHold();
    if (journal.notWritable !== null) throw notAvailable(journal.notWritable);
  };
  const told = async () => {
    await journal.whenDurable();
    return risk.status();
  };
  const report = ({ cancels, exits }: KillReport) => ({
    state: core.tradingState.state,
    cancels: cancels.length,
    exits: exits.length,
  });
  return {
    status: () => Promise.resolve(risk.status()),
    watch: (_, { signal }) => risk.subscribe(signal),
    halt: ({ reason, flatten }, { role }) => {
      mustHold();
      // It works with a journal that cannot write too, and waits for nothing.
      return Promise.resolve(report(core.kill.engage({ by: role, reason, flatten })));
    },
    rearm: async ({ phrase, reason }, { role }) => {
      mustBeWritable();
      rearm(core, { phrase, reason, by: role });
      return told();
    },
    pause: ({ scope, target, until, reason }, { role }) => {
      mustBeWritable();
      const paused = core.pauses.pause({ scope, target, until, reason, by: role });
      if (!paused.ok) throw notAvailable(paused.error);
      return told();
    },
    resume: ({ scope, target }, { role }) => {
      mustBeWritable();
      const what = scope === 'all' ? 'pause for all' : `pause of the ${scope} ${target}`;
      if (!core.pauses.resume(scope, target, role)) throw contractError('NOT_FOUND', { what }, `There is no ${what}.`);
      return told();
    },
    flatten: ({ reason }, { role }) => {
      mustHold();
      return Promise.resolve(report(core.kill.flatten(role, reason)));
    },
    acknowledge: ({ id }, { role }) => {
      mustBeWritable();
      if (!core.alarms.acknowledge(id, role)) throw contractError('NOT_FOUND', { what: `alarm ${String(id)}` });
      return told();
    },
  };
}
