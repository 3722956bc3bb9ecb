import type { ApiParts } from '../api-parts.ts';
import type { HandlersOf } from '../handler-types.ts';

export const lockHandlers = ({ locks }: ApiParts): HandlersOf<'locks'> => ({
  watch: (_, { signal }) => locks.locks.subscribe(signal),
  events: (_, { signal }) => locks.events.subscribe(signal),
});
