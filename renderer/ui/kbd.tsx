import { styled } from '@mui/material/styles';
import { FONT_MONO, tone } from './theme/tokens.ts';

/** A key as printed on it. */
export const Kbd = styled('kbd')({
  fontFamily: FONT_MONO,
  fontSize: 10.5,
  lineHeight: 1,
  padding: '2px 5px',
  borderRadius: 4,
  border: `1px solid ${tone.lineStrong}`,
  color: tone.text3,
  whiteSpace: 'nowrap',
});
