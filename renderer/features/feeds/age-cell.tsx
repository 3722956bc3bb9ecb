import { styled } from '@mui/material/styles';
import { formatAge } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UsageBar } from '#renderer/ui/usage-bar.tsx';
import { say } from '#shared/language/words.ts';

const Cell = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(80px, 1fr) 52px',
  gap: 10,
  alignItems: 'center',
  '& > span': { textAlign: 'right', fontWeight: 600 },
});

interface AgeCellProps {
  readonly ageMs: number | null;
  readonly limitMs: number;
  readonly label: string;
}

/** An age as a bar against its limit, with the figure; red and full from the limit on, hatched before the first data. */
export function AgeCell({ ageMs, limitMs, label }: AgeCellProps) {
  const over = ageMs !== null && ageMs > limitMs;
  return (
    <Cell title={say('Limit {limit}', { limit: formatAge(limitMs) })}>
      <UsageBar share={ageMs === null ? null : ageMs / limitMs} label={label} />
      <span style={over ? { color: tone.down } : undefined}>{formatAge(ageMs)}</span>
    </Cell>
  );
}
