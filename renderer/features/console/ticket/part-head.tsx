import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';

/** The head of a part of the ticket: its name, and at the right where it stands. */
export const PartHead = styled('div')({
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'baseline',
  gap: 8,
  '& h3': { margin: 0, fontSize: 12, fontWeight: 600 },
  '& small': { fontSize: 11, color: tone.text3 },
});
