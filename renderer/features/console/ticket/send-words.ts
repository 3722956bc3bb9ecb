import type { AccountView } from '#shared/contract/accounts.ts';
import type { StatusView } from '#shared/contract/system.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import type { Draft } from '../draft.ts';
import { TWAP } from '../order-words.ts';

/** Where orders go, in words for the button that sends them. */
export function placeOf(
  { mode, simulated }: Pick<StatusView, 'mode' | 'simulated'>,
  accounts: readonly Pick<AccountView, 'name' | 'live'>[],
): string {
  if (simulated) return mode === 'paper' ? say('paper account') : say('demo account');
  const released = accounts.find(({ live }) => live);
  return released === undefined ? say('LIVE, no account released') : say('LIVE, {name}', { name: released.name });
}

function orderWords(side: Draft['side'], kind: Draft['kind'], size: string): string {
  switch (kind) {
    case 'market':
      return say('{side, select, buy {Buy} other {Sell}} {size} at market', { side, size });
    case 'limit':
      return say('{side, select, buy {Buy} other {Sell}} {size} limit', { side, size });
    case 'stop-market':
      return say('{side, select, buy {Buy} other {Sell}} {size} stop', { side, size });
    case 'stop-limit':
      return say('{side, select, buy {Buy} other {Sell}} {size} stop-limit', { side, size });
  }
}

/** What the button does: `Buy 9.21 ETH at market`. */
export function sendWords({ side, kind, method }: Pick<Draft, 'side' | 'kind' | 'method'>, size: string): string {
  const way = method === null ? [] : [method.kind === 'twap' ? TWAP : say('iceberg')];
  return [orderWords(side, kind, size), ...way].join(', ');
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
  const sentence = say('{cause}. No entry is sent; closing still works.', { cause: told(trading.cause) });
  return { title, sentence };
}
