import { styled } from '@mui/material/styles';
import { tone } from './theme/tokens.ts';

/** The question at the head of a dialog that finds things. */
export const SearchField = styled('input')({
  flex: 'none',
  border: 0,
  outline: 'none !important',
  background: 'none',
  color: tone.text,
  fontSize: 15,
  padding: '14px 18px',
  borderBottom: `1px solid ${tone.line}`,
  '&::placeholder': { color: tone.text3 },
});
