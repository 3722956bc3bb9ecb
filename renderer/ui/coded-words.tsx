import { styled } from '@mui/material/styles';
import { FONT_MONO } from './theme/tokens.ts';

const Code = styled('code')({ fontFamily: FONT_MONO, fontSize: '0.94em', overflowWrap: 'anywhere' });

/** A sentence of the host; what stands between backticks is something to type. */
export function CodedWords({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part));
}
