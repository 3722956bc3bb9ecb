import { styled } from '@mui/material/styles';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import type { Words } from './slot-words.ts';

const TONES: Readonly<Record<Words['tone'], string>> = { quiet: tone.text3, ember: tone.ember, warn: tone.warn };

const Cell = styled('td')({
  position: 'relative',
  '& b': { fontSize: 13, fontWeight: 600 },
  '& button': {
    position: 'absolute',
    right: 2,
    top: 3,
    width: 20,
    height: 20,
    padding: 0,
    border: 0,
    borderRadius: 4,
    background: tone.raised,
    color: tone.text2,
    cursor: 'pointer',
    opacity: 0,
    lineHeight: '18px',
  },
  'tr:hover &, tr:focus &, tr:focus-within &': { '& button': { opacity: 1 } },
});

function Standing({ words: { text, tone: name } }: { readonly words: Words }) {
  return (
    <span style={{ color: TONES[name], fontWeight: name === 'quiet' ? 400 : 600 }} title={text}>
      {text}
    </span>
  );
}

interface SymbolCellProps {
  readonly symbol: string;
  readonly about: ReactNode;
  readonly words: Words | null;
  readonly onMenu: (anchor: HTMLElement) => void;
}

/** Symbol, how it stands, what it belongs to, and the way to its menu. */
export function SymbolCell({ symbol, about, words, onMenu }: SymbolCellProps) {
  const open = (event: MouseEvent<HTMLElement>) => {
    event.stopPropagation();
    onMenu(event.currentTarget);
  };
  return (
    <Cell>
      <b>{symbol}</b>
      <small>
        {words !== null && (
          <>
            <Standing words={words} /> ·{' '}
          </>
        )}
        {about}
      </small>
      <button
        type="button"
        tabIndex={-1}
        aria-label={say('Menu of {symbol}', { symbol })}
        aria-haspopup="menu"
        onClick={open}
      >
        ⋮
      </button>
    </Cell>
  );
}

/** `chosen`: by a person; `first`: where the tab key enters while none is chosen. */
export type RowReach = 'chosen' | 'first' | 'none';

/** What every row answers to. */
export interface RowActions {
  readonly onChoose: (symbol: string) => void;
  readonly onOpen: (symbol: string) => void;
  readonly onMenu: (symbol: string, anchor: HTMLElement) => void;
}

/** The attributes of a row that can be chosen, opened, and asked for its menu. */
export function rowProps(symbol: string, reach: RowReach, { onChoose, onOpen, onMenu }: RowActions) {
  return {
    'data-row': symbol,
    'data-chosen': reach === 'chosen',
    tabIndex: reach === 'none' ? -1 : 0,
    onFocus: () => onChoose(symbol),
    onClick: () => onOpen(symbol),
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      event.preventDefault();
      onMenu(symbol, event.currentTarget);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'ContextMenu' && !(event.shiftKey && event.key === 'F10')) return;
      event.preventDefault();
      onMenu(symbol, event.currentTarget);
    },
  };
}
