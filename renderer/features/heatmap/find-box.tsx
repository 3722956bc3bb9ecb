import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import type { SymbolRow } from './row-order.ts';

const Field = styled('input')({
  position: 'absolute',
  zIndex: 4,
  left: 16,
  top: 8,
  width: 150,
  height: 26,
  padding: '0 8px',
  borderRadius: 5,
  border: `1px solid ${tone.king}`,
  background: tone.raised,
  color: tone.text,
  fontSize: 12,
});

interface FindBoxProps {
  readonly rows: readonly SymbolRow[];
  readonly onFound: (symbol: string) => void;
  readonly onClose: () => void;
}

/** The first symbol whose coin or contract begins with a text, else the first that holds it; null for none. */
export function findSymbol(rows: readonly SymbolRow[], text: string): string | null {
  const wanted = text.trim().toUpperCase();
  if (wanted === '') return null;
  const names = (row: SymbolRow): string[] => [row.coin.toUpperCase(), row.symbol];
  const starts = rows.find((row) => names(row).some((name) => name.startsWith(wanted)));
  const holds = rows.find((row) => names(row).some((name) => name.includes(wanted)));
  return (starts ?? holds)?.symbol ?? null;
}

/** Moves the focus of the matrix to a symbol while its name is typed. */
export function FindBox({ rows, onFound, onClose }: FindBoxProps) {
  const onText = (text: string): void => {
    const symbol = findSymbol(rows, text);
    if (symbol !== null) onFound(symbol);
  };
  return (
    <Field
      ref={(field) => field?.focus()}
      placeholder={say('Find symbol')}
      aria-label={say('Find symbol')}
      onChange={(event) => onText(event.target.value)}
      onBlur={onClose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    />
  );
}
