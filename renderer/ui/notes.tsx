import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { say } from '#shared/language/words.ts';
import { tone } from './theme/tokens.ts';

const Centre = styled('div')({
  flex: 1,
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 4,
  padding: 16,
  textAlign: 'center',
  color: tone.text2,
  fontSize: 12,
  '& strong': { fontSize: 14, fontWeight: 600, color: tone.text },
});

/** What a panel says when it has nothing to show: a fact, and what it means. */
export function EmptyNote({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Centre>
      <strong>{title}</strong>
      {children !== undefined && <span>{children}</span>}
    </Centre>
  );
}

const Block = styled('div')({
  borderRadius: 5,
  background: tone.track,
  animation: '1.6s zm-wait ease-in-out infinite',
});

const WIDTHS = ['82%', '64%', '73%', '58%', '78%', '69%'];

/** Quiet bars in the place of rows that have not come yet. */
export function LoadingRows({ rows = 4, height = 14 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <div role="status" aria-label={say('Loading')} style={{ padding: 16, display: 'grid', gap: 14 }}>
      {Array.from({ length: rows }, (_, index) => (
        <Block key={index} style={{ height, width: WIDTHS[index % WIDTHS.length] }} />
      ))}
    </div>
  );
}
