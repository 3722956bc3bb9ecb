import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';

export function feedHandlers({ feeds }: ApiParts): HandlersOf<'feeds'> {
  return {
    watch: (_, { signal }) => feeds.feeds.subscribe(signal),
    symbols: (_, { signal }) => feeds.symbols.subscribe(signal),
    channels: (_, { signal }) => feeds.channels.subscribe(signal),
  };
}
