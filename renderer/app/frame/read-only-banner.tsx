import type { ReactNode } from 'react';
import { useRow } from '#renderer/data/use-rows.ts';
import { useWritable, WritableContext } from '#renderer/ui/writable.ts';
import { say } from '#shared/language/words.ts';
import { Banner } from './banner.tsx';

/** Shown on every screen while this window can change nothing. */
export function ReadOnlyBanner() {
  if (useWritable()) return null;
  return (
    <Banner colour="warn" role="status">
      <b>{say('Read only')}</b>
      <span>
        {say(
          'Another workstation holds this data folder; this one only reads. Orders, limits and settings are changed there; close it to change them here.',
        )}
      </span>
    </Banner>
  );
}

/** Tells everything inside whether this host can change anything. */
export function WritableHost({ children }: { readonly children: ReactNode }) {
  const writable = useRow('status').row?.journal.readOnly !== true;
  return <WritableContext value={writable}>{children}</WritableContext>;
}
