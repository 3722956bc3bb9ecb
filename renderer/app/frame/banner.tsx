import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';

const COLOURS = {
  warn: { background: tone.warnSoft, edge: tone.warn },
  down: { background: tone.downSoft, edge: tone.down },
} as const;

/** A line over every screen: what is wrong, what it means, what can be done. */
export const Banner = styled('div', { shouldForwardProp: (name) => name !== 'colour' })<{
  readonly colour: keyof typeof COLOURS;
}>(({ colour }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  padding: '6px 16px',
  fontSize: 12,
  color: tone.text,
  background: COLOURS[colour].background,
  borderBottom: `1px solid ${COLOURS[colour].edge}`,
  '& b': { color: COLOURS[colour].edge, fontWeight: 600 },
  '& span': { flex: 1 },
}));
