import type { AccountView } from '#shared/contract/accounts.ts';
import type { StatusView } from '#shared/contract/system.ts';
import type { Draft } from '../draft.ts';
import { say } from '#shared/language/words.ts';

/** Where orders go, in words for the button that sends them. */
export function placeOf(
  { mode, simulated }: Pick<StatusView, 'mode' | 'simulated'>,
  accounts: readonly Pick<AccountView, 'name' | 'live'>[],
): string {
  if (simulated) return mode === 'paper' ? say('paper account') : say('demo account');
  const released = accounts.find(({ live }) => live);
  return released === undefined ? say('LIVE, no account released') : say('LIVE, {name}', { name: released.name });
}

const KINDS: Readonly<Record<Draft['kind'], string>> = {
  market: say('at market'),
  limit: 'limit',
  'stop-market': 'stop',
  'stop-limit': 'stop-limit',
};

/** What the button does: `Buy 9.21 ETH at market`. */
export function sendWords({ side, kind, method }: Pick<Draft, 'side' | 'kind' | 'method'>, size: string): string {
  const way = method === null ? '' : method.kind === 'twap' ? ', TWAP' : ', iceberg';
  return `${side === 'buy' ? say('Buy') : say('Sell')} ${size} ${KINDS[kind]}${way}`;
}

/** What keeps entries from being sent whatever the draft says; empty when nothing does. */
export function lockWords(
  {
    journal,
    trading,
  }: {
    readonly journal: Pick<StatusView['journal'], 'readOnly'>;
    readonly trading: Pick<StatusView['trading'], 'state' | 'cause'>;
  },
  connected: boolean,
): { readonly title: string; readonly sentence: string } | null {
  if (!connected)
    return { title: say('Not connected'), sentence: say('The host does not answer. Nothing can be sent.') };
  if (journal.readOnly) {
    return {
      title: say('Read-only'),
      sentence: say('Another Zmart Workstation holds this data folder. Trade in that one.'),
    };
  }
  if (trading.state === 'ACTIVE') return null;
  const title = trading.state === 'HALTED' ? say('Halted') : say('Reducing only');
  return { title, sentence: `${trading.cause}. No entry is sent; closing still works.` };
}
