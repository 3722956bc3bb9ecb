import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';

/** A titled part of the side panel. */
export const Part = styled('section')({
  flex: 'none',
  padding: '10px 16px 4px',
  '& > h3': { display: 'flex', alignItems: 'baseline', gap: 8, margin: '0 0 4px', fontSize: 12, fontWeight: 600 },
  '& > h3 > small': { marginLeft: 'auto', fontSize: 11, fontWeight: 400, color: tone.text3 },
});
