import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useRow } from '#renderer/data/use-rows.ts';
import { READ_ONLY_TITLE, useWritable, WritableContext } from '#renderer/ui/writable.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';

const Bar = styled('div')({
  display: 'flex',
  gap: 12,
  padding: '6px 16px',
  fontSize: 12,
  color: tone.text,
  background: tone.warnSoft,
  borderBottom: `1px solid ${tone.warn}`,
  '& b': { color: tone.warn, fontWeight: 600 },
});

/** Shown on every screen while this window can change nothing. */
export function ReadOnlyBanner() {
  if (useWritable()) return null;
  return (
    <Bar role="status">
      <b>Read only</b>
      <span>{READ_ONLY_TITLE}. Orders, limits and settings are changed there; close it to change them here.</span>
    </Bar>
  );
}

/** Tells everything inside whether this host can change anything. */
export function WritableHost({ children }: { readonly children: ReactNode }) {
  const writable = useRow('status').row?.journal.readOnly !== true;
  return <WritableContext value={writable}>{children}</WritableContext>;
}
