import { contractSymbol } from '#shared/domain/ids.ts';
import { LIQUIDATION_ALERT_KINDS, LIQUIDATION_ALERTS } from '#shared/domain/liquidation-alert.ts';
import { given } from '#shared/kernel/given.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';

export function liquidationAlertHandlers(parts: ApiParts): HandlersOf<'liquidationAlerts'> {
  const { core, liquidationAlerts: board } = parts;
  const { journal, clock } = core.parts;
  const { rules } = board;
  return {
    list: () => Promise.resolve([...board.rows()]),
    watch: (_, { signal }) => board.topic.subscribe(signal),
    kinds: () => Promise.resolve(LIQUIDATION_ALERT_KINDS.map((kind) => ({ kind, ...LIQUIDATION_ALERTS[kind] }))),
    create: async ({ symbol, ...wanted }, { role }) => {
      mustBeWritable(parts);
      const made = rules.create({ ...wanted, symbol: symbol === null ? null : contractSymbol(symbol) }, role);
      if (!made.ok) throw notAvailable(made.error);
      await journal.whenDurable();
      return board.row(made.value);
    },
    change: async ({ id, threshold, cooldownMinutes, level, enabled }, { role }) => {
      mustBeWritable(parts);
      const changed = rules.change(id, given({ threshold, cooldownMinutes, level, enabled }), role);
      if (changed === null) throw unknownRule(id);
      if (!changed.ok) throw notAvailable(changed.error);
      await journal.whenDurable();
      return board.row(changed.value);
    },
    remove: async ({ id }, { role }) => {
      mustBeWritable(parts);
      if (!rules.remove(id, role)) throw unknownRule(id);
      await journal.whenDurable();
      return { id };
    },
    test: ({ id }) => {
      mustBeWritable(parts);
      const sent = rules.test(id);
      if (sent === null) throw unknownRule(id);
      return Promise.resolve({ at: clock.now(), ...sent });
    },
  };
}

const unknownRule = (id: string) =>
  contractError('NOT_FOUND', { what: `alert rule ${id}` }, 'There is no such alert rule any more.');
