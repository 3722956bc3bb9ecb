import { styled } from '@mui/material/styles';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { jsonPieces, type JsonPiece } from './json-pieces.ts';

const Block = styled('pre')({
  margin: 0,
  padding: '10px 12px',
  borderRadius: 5,
  border: `1px solid ${tone.line}`,
  background: tone.bg,
  fontFamily: FONT_MONO,
  fontSize: 11,
  lineHeight: 1.6,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
});

const TONES: Readonly<Record<JsonPiece['kind'], string>> = {
  name: tone.text2,
  text: tone.text,
  number: tone.king,
  word: tone.king,
  mark: tone.text3,
};

/** Plain data as indented JSON, coloured by kind. */
export function JsonView({ value }: { readonly value: unknown }) {
  return (
    <Block tabIndex={0} aria-label={say('Data of the record')}>
      {jsonPieces(value).map(({ kind, text }, index) => (
        <span key={index} style={{ color: TONES[kind] }}>
          {text}
        </span>
      ))}
    </Block>
  );
}
