import { describeError } from '#renderer/data/describe-error.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';

/** A refusal of the host inside a dialog: code and sentence. */
export function Refusal({ error }: { readonly error: unknown }) {
  const { code, sentence } = describeError(error);
  return (
    <p role="alert" style={{ color: tone.down, fontSize: 12, marginTop: 8 }}>
      <b>{code}</b> {sentence}
    </p>
  );
}
