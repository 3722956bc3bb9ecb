import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { tone } from './theme/tokens.ts';

/** The filled button of an action that trades, erases or releases; white on it is readable in both themes. */
export const DangerButton = styled(Button)({
  color: '#FFFFFF',
  background: tone.danger,
  padding: '4px 10px',
  '&:hover': { background: tone.danger, filter: 'brightness(1.08)' },
  '&.Mui-disabled': { background: tone.track, color: tone.text3 },
});
