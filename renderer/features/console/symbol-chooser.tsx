import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useState, type KeyboardEvent } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import { say } from '#shared/language/words.ts';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { ShareDelta } from '#renderer/ui/delta.tsx';
import { formatPrice } from '#renderer/ui/format.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';

const List = styled('ul')({
  '&[data-stale=true] > li': STALE_LOOK,
  listStyle: 'none',
  maxHeight: 380,
  overflow: 'auto',
  margin: 0,
  padding: 6,
  fontVariantNumeric: 'tabular-nums',
  '& li': {
    display: 'grid',
    gridTemplateColumns: '64px 1fr 110px 80px',
    alignItems: 'baseline',
    gap: 10,
    padding: '7px 12px',
    borderRadius: 5,
    fontSize: 13,
    cursor: 'pointer',
  },
  '& li[aria-selected=true]': { background: tone.kingSoft },
  '& small': { fontSize: 11.5, color: tone.text3 },
  '& span': { textAlign: 'right' },
});

const ORIGIN = { from: say('Mark prices and changes of 24 h by the feed'), kind: 'market', short: true } as const;

const Foot = styled('div')({ display: 'flex', justifyContent: 'flex-end', padding: '2px 14px 6px' });

/** The contracts whose coin or name holds a text; those that begin with it first. */
function matching(rows: readonly TickerView[], text: string): readonly TickerView[] {
  const wanted = text.trim().toUpperCase();
  const begins = (row: TickerView): boolean => row.coin.toUpperCase().startsWith(wanted) || row.key.startsWith(wanted);
  const holds = rows.filter((row) => row.coin.toUpperCase().includes(wanted) || row.key.includes(wanted));
  return [...holds.filter(begins), ...holds.filter((row) => !begins(row))];
}

function Chooser({ onClose }: { readonly onClose: () => void }) {
  const { rows, receivedAt } = useRows('tickers');
  const old = useOld('feed');
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const field = useFirstFocus<HTMLInputElement>();
  const focus = useFocusSymbol((state) => state.focus);
  const found = matching(rows, text);
  const chosen = found[Math.min(index, found.length - 1)];
  const take = (row: TickerView | undefined): void => {
    if (row !== undefined) focus(row.key);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') take(chosen);
    if (step === undefined) return;
    event.preventDefault();
    setIndex((Math.min(index, found.length - 1) + step + found.length) % Math.max(1, found.length));
  };
  return (
    <>
      <SearchField
        ref={field}
        role="combobox"
        aria-expanded
        aria-controls="console-symbols"
        aria-activedescendant={chosen === undefined ? undefined : `console-${chosen.key}`}
        aria-label={say('Symbol')}
        placeholder={say('Symbol')}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setIndex(0);
        }}
      />
      <List id="console-symbols" role="listbox" aria-label={say('Contracts')} data-stale={old}>
        {found.map((row) => (
          <li
            key={row.key}
            id={`console-${row.key}`}
            role="option"
            aria-selected={row === chosen}
            onClick={() => take(row)}
          >
            <b>{row.coin}</b>
            <small>{row.key}</small>
            <span>{formatPrice(row.mark, row.priceDecimals)}</span>
            <span>
              <ShareDelta share={row.change24h} />
            </span>
          </li>
        ))}
      </List>
      <Foot>
        <OriginOf {...ORIGIN} receivedAt={receivedAt} />
      </Foot>
      {found.length === 0 && (
        <p style={{ margin: 0, padding: '12px 18px', fontSize: 12.5, color: tone.text3 }}>
          {say('No contract is called “{text}”.', { text })}
        </p>
      )}
    </>
  );
}

/** Chooses the contract of the console and of every screen linked with it. */
export function SymbolChooser({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      maxWidth="xs"
      fullWidth
      aria-label={say('Choose a symbol')}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: '8vh' } }}
    >
      <Chooser onClose={onClose} />
    </Dialog>
  );
}
