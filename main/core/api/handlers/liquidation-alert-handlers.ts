import { contractSymbol } from '#shared/domain/ids.ts';
import { LIQUIDATION_ALERT_KINDS, LIQUIDATION_ALERTS } from '#shared/domain/liquidation-alert.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';

export function liquidationAlertHandlers(parts: ApiParts): HandlersOf<'liquidationAlerts'> {
  const { core, liquidationAlerts: board, dataFolder } = parts;
  const { journal, clock } = core.parts;
  const { rules } = board;
  const mustBeWritable = (): void => {
    if (journal.store.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    if (journal.notWritable !== null) throw notAvailable(journal.notWritable);
  };
  return {
    list: () => Promise.resolve([...board.rows()]),
    watch: (_, { signal }) => board.topic.subscribe(signal),
    kinds: () => Promise.resolve(LIQUIDATION_ALERT_KINDS.map((kind) => ({ kind, ...LIQUIDATION_ALERTS[kind] }))),
    create: async ({ symbol, ...wanted }, { role }) => {
      mustBeWritable();
      const made = rules.create({ ...wanted, symbol: symbol === null ? null : contractSymbol(symbol) }, role);
      if (!made.ok) throw notAvailable(made.error);
      await journal.whenDurable();
      return board.row(made.value);
    },
    change: async ({ id, threshold, cooldownMinutes, level, enabled }, { role }) => {
      mustBeWritable();
      const change = {
        ...(threshold === undefined ? {} : { threshold }),
        ...(cooldownMinutes === undefined ? {} : { cooldownMinutes }),
        ...(level === undefined ? {} : { level }),
        ...(enabled === undefined ? {} : { enabled }),
      };
      const changed = rules.change(id, change, role);
      if (changed === null) throw unknownRule(id);
      if (!changed.ok) throw notAvailable(changed.error);
      await journal.whenDurable();
      return board.row(changed.value);
    },
    remove: async ({ id }, { role }) => {
      mustBeWritable();
      if (!rules.remove(id, role)) throw unknownRule(id);
      await journal.whenDurable();
      return { id };
    },
    test: ({ id }) => {
      mustBeWritable();
      const sent = rules.test(id);
      if (sent === null) throw unknownRule(id);
      return Promise.resolve({ at: clock.now(), ...sent });
    },
  };
}

const notAvailable = (reason: string) => contractError('NOT_AVAILABLE', { reason }, reason);

const unknownRule = (id: string) =>
  contractError('NOT_FOUND', { what: `alert rule ${id}` }, 'There is no such alert rule any more.');
