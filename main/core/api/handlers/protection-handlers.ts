import { given } from '#shared/kernel/given.ts';
import { REARM_WORD } from '../../agents/risk/breakers/risk-breaker.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';

export function protectionHandlers(parts: ApiParts): HandlersOf<'protections'> {
  const { protections: board, core } = parts;
  const { journal } = core.parts;
  const { guard } = board;

  const writable = async (): Promise<void> => {
    mustBeWritable(parts);
    await board.present;
  };
  /** What was recorded is on disk before it is told. */
  const done = async (id: string): Promise<{ id: string }> => {
    await journal.whenDurable();
    return { id };
  };

  return {
    breakers: (_, { signal }) => board.breakers.subscribe(signal),
    watch: (_, { signal }) => board.protections.subscribe(signal),
    rearm: async ({ id, confirmation, reason }, { role }) => {
      await writable();
      switch (guard.rearm(id, confirmation, role, reason)) {
        case 'done':
          return done(id);
        case 'wrong-word':
          throw contractError('NOT_CONFIRMED', { expected: REARM_WORD });
        case 'not-open':
          throw notAvailable('This breaker is not open; there is nothing to re-arm.');
        case 'not-found':
          throw contractError('NOT_FOUND', { what: `risk breaker ${id}` }, 'There is no risk breaker of this name');
      }
    },
    configure: async ({ id, target, enabled, scope, params, reason }, { role }) => {
      await writable();
      if (guard.protections.find(id) === null) throw contractError('NOT_FOUND', { what: `protection ${id}` });
      const problem = guard.configure(id, target, given({ enabled, scope, params }), role, reason);
      if (problem !== null) throw notAvailable(problem);
      return done(id);
    },
    unlock: async ({ id, target, reason }, { role }) => {
      await writable();
      if (!guard.unlock(id, target, role, reason))
        throw contractError('NOT_FOUND', { what: `lock ${id} of ${target}` }, 'No such lock stands');
      return done(id);
    },
  };
}
