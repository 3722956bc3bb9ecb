import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useNow } from '#renderer/data/use-now.ts';
import type { BookStore } from '#renderer/data/book-store.ts';
import type { TapeStore } from '#renderer/data/tape-store.ts';
import type { Depth } from '#renderer/data/use-depth.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';

/** The age of data that are not live, in amber; nothing while they are. */
export function StaleAge({ depth }: { readonly depth: Depth<BookStore | TapeStore> }) {
  return depth.status === 'stale' ? <Age depth={depth} /> : null;
}

function Age({ depth: { store, reason } }: { readonly depth: Depth<BookStore | TapeStore> }) {
  const now = useNow();
  const { receivedAt } = store;
  return (
    <span title={told(reason)} style={{ fontSize: 11, color: tone.warn, whiteSpace: 'nowrap' }}>
      {receivedAt === null ? say('stale') : say('stale {age}', { age: formatAge(now - receivedAt) })}
    </span>
  );
}
