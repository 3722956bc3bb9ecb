import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';

const Track = styled('span')({
  display: 'inline-block',
  width: 120,
  height: 5,
  borderRadius: 3,
  background: tone.track,
  verticalAlign: 'middle',
  marginRight: 8,
  '& i': { display: 'block', height: 5, borderRadius: 3, background: tone.king },
});

interface MeterProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly children: ReactNode;
}

/** How far long work is, with the numbers beside it. */
export function Meter({ label, done, total, children }: MeterProps) {
  const share = total === 0 ? 0 : done / total;
  return (
    <span role="progressbar" aria-label={label} aria-valuenow={Math.round(share * 100)}>
      <Track>
        <i style={{ width: `${String(share * 100)}%` }} />
      </Track>
      {children}
    </span>
  );
}
