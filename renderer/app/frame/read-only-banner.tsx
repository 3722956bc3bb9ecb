import type { ReactNode } from 'react';
import { useRow } from '#renderer/data/use-rows.ts';
import { READ_ONLY_TITLE, useWritable, WritableContext } from '#renderer/ui/writable.ts';
import { Banner } from './banner.tsx';
import { say } from '#shared/language/words.ts';

/** Shown on every screen while this window can change nothing. */
export function ReadOnlyBanner() {
  if (useWritable()) return null;
  return (
    <Banner colour="warn" role="status">
      <b>{say('Read only')}</b>
      <span>
        {say('{rEADONLYTITLE}. Orders, limits and settings are changed there; close it to change them here.', {
          rEADONLYTITLE: READ_ONLY_TITLE,
        })}
      </span>
    </Banner>
  );
}

/** Tells everything inside whether this host can change anything. */
export function WritableHost({ children }: { readonly children: ReactNode }) {
  const writable = useRow('status').row?.journal.readOnly !== true;
  return <WritableContext value={writable}>{children}</WritableContext>;
}
