import type { NewAlertChannel } from '#shared/contract/alerts.ts';
import { given } from '#shared/kernel/given.ts';
import type { NewChannel } from '../../alerts/alert-desk.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';

export function alertHandlers(parts: ApiParts): HandlersOf<'alerts'> {
  const { core, alerts } = parts;
  const { journal } = core.parts;
  const { desk } = alerts;
  const settings = () => ({ channels: [...alerts.rows()], quiet: desk.quietHours() });
  return {
    list: () => Promise.resolve(settings()),
    watch: (_, { signal }) => alerts.topic.subscribe(signal),
    add: async (input, { role }) => {
      mustBeWritable(parts);
      const added = await desk.add(channelOf(input), role);
      if (!added.ok) throw notAvailable(added.error);
      await journal.whenDurable();
      return alerts.row(added.value);
    },
    change: async ({ id, name, minLevel, enabled }, { role }) => {
      mustBeWritable(parts);
      const changed = desk.change(id, given({ name, minLevel, enabled }), role);
      if (changed === null) throw unknownChannel(id);
      await journal.whenDurable();
      return alerts.row(changed);
    },
    remove: async ({ id }, { role }) => {
      mustBeWritable(parts);
      const removed = await desk.remove(id, role);
      if (removed === null) throw unknownChannel(id);
      if (!removed.ok) throw notAvailable(removed.error);
      await journal.whenDurable();
      return { id };
    },
    test: async ({ id }) => {
      mustBeWritable(parts);
      const delivery = await desk.test(id);
      if (delivery === null) throw unknownChannel(id);
      return delivery;
    },
    setQuietHours: async ({ quiet }, { role }) => {
      mustBeWritable(parts);
      desk.setQuietHours(quiet, role);
      await journal.whenDurable();
      return settings();
    },
  };
}

const unknownChannel = (id: string) =>
  contractError('NOT_FOUND', { what: `channel ${id}` }, 'There is no such channel any more');

/** Name and port of the host in an address the contract has let through. */
const hostOf = (address: string): string => /^https?:\/\/([^/?#]+)/.exec(address)?.[1] ?? '';

/** Splits what a person entered into what may be shown and what may not. */
function channelOf(input: NewAlertChannel): NewChannel {
  const { name, minLevel } = input;
  switch (input.kind) {
    case 'webhook': {
      const { address, key } = input;
      const place = { kind: input.kind, host: hostOf(address) };
      return { name, minLevel, place, secret: key === '' ? address : `${address} ${key}` };
    }
    case 'slack':
      return { name, minLevel, place: { kind: input.kind, host: hostOf(input.address) }, secret: input.address };
    case 'telegram':
      return { name, minLevel, place: { kind: input.kind, chatId: input.chatId }, secret: input.token };
    case 'email': {
      const { kind, host, port, tls, user, from, to, password } = input;
      return { name, minLevel, place: { kind, host, port, tls, user, from, to }, secret: password };
    }
  }
}
