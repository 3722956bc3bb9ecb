import { tell } from '#renderer/data/notices.ts';
import { undoBy } from '#renderer/data/undo.ts';
import type { Client } from '#shared/contract/index.ts';
import type { ChainCoinView, SourceView } from '#shared/contract/sources.ts';
import { say } from '#shared/language/words.ts';

type Sources = Pick<Client['sources'], 'add' | 'change' | 'setCoin'>;

/** Tells that a feed was removed; taken back it is added again, switched off if it was. */
export function tellFeedRemoved(sources: Sources, feed: SourceView, onChanged: () => void): void {
  const { name, kind, address, weight, enabled } = feed;
  tell(say('The source {name} was removed.', { name }), {
    undo: undoBy(async () => {
      const { key: id } = await sources.add({ name, kind, address, weight });
      if (!enabled) await sources.change({ id, enabled });
      onChanged();
    }),
  });
}

/** Tells that a feed was renamed or weighed anew; taken back it has its name and weight again. */
export function tellFeedChanged(sources: Sources, before: SourceView, onChanged: () => void): void {
  const { key: id, name, weight } = before;
  tell(say('The source {name} was changed.', { name }), {
    undo: undoBy(async () => {
      await sources.change({ id, name, weight });
      onChanged();
    }),
  });
}

/** Tells that a coin is read on the chain no more; taken back it is set again. */
export function tellCoinRemoved(sources: Sources, removed: ChainCoinView, onChanged: () => void): void {
  const { key: coin, token, decimals, wallets } = removed;
  tell(say('{coin} is read on the chain no more.', { coin }), {
    undo: undoBy(async () => {
      await sources.setCoin({ coin, token, decimals, wallets });
      onChanged();
    }),
  });
}
