import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { styled } from '@mui/material/styles';
import { memo, useEffect, useMemo, useState } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import { say } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { BookColumn } from './book/book-column.tsx';
import { ChartPanel } from './chart/chart-panel.tsx';
import type { ContractUnits } from './chart/trade-levels.ts';
import { useConsoleKey } from './console-keys.ts';
import { useDraft } from './draft.ts';
import { SymbolChooser } from './symbol-chooser.tsx';
import { SymbolHeader } from './symbol-header.tsx';
import { ConsoleTables } from './tables/console-tables.tsx';
import { Ticket } from './ticket/ticket.tsx';
import { useOrderStart } from './ticket/use-entry-price.ts';
import { useWindowClass, type WindowClass } from './use-window-class.ts';

const Grid = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 10,
  display: 'grid',
  gap: 10,
  gridTemplateColumns: 'minmax(0, 1fr) 296px 344px',
  gridTemplateRows: '58px minmax(0, 1fr) 264px',
  gridTemplateAreas: '"head head ticket" "chart book ticket" "tables book ticket"',
  '& > [data-area]': { minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  '& > [data-area] > *': { flex: 1, minHeight: 0 },
  '& > [data-area=head]': { gridArea: 'head' },
  '& > [data-area=chart]': { gridArea: 'chart' },
  '& > [data-area=book]': { gridArea: 'book' },
  '& > [data-area=tables]': { gridArea: 'tables' },
  '& > [data-area=ticket]': { gridArea: 'ticket' },
  '@media (max-width: 1600px)': { gridTemplateColumns: 'minmax(0, 1fr) 240px 316px' },
  '@media (max-height: 980px)': { gridTemplateRows: '58px minmax(0, 1fr) 212px' },
  '&[data-window=narrow]': {
    gridTemplateColumns: 'minmax(0, 1fr) 240px',
    gridTemplateAreas: '"head head" "chart book" "tables tables"',
  },
  '&[data-window=phone]': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: '58px 360px 380px 320px',
    gridTemplateAreas: '"head" "chart" "book" "tables"',
    overflowX: 'hidden',
    overflowY: 'auto',
  },
  '&:not([data-window=wide]) > [data-area=ticket]': {
    position: 'fixed',
    zIndex: 1_100,
    top: 52,
    bottom: 28,
    right: 0,
    width: 'min(344px, 100vw)',
    background: tone.bg,
    boxShadow: '-12px 0 32px #00000055',
    transition: 'transform 140ms ease-out, visibility 140ms ease',
  },
  '&:not([data-window=wide]) > [data-area=ticket][data-open=false]': {
    transform: 'translateX(100%)',
    visibility: 'hidden',
  },
});

const Side = styled('button')({
  height: 30,
  padding: '0 12px',
  borderRadius: 5,
  border: '1px solid currentColor',
  background: 'none',
  fontSize: 12,
  fontWeight: 600,
  cursor: 'pointer',
});

/** The contract the console shows: the address names it, else the one chosen last, else the first there is. */
function useShownTicker(): { readonly ticker: TickerView | null; readonly waiting: boolean } {
  const { rows, status } = useRows('tickers');
  const symbol = useFocusSymbol((state) => state.symbol);
  const focus = useFocusSymbol((state) => state.focus);
  const asked = useRouterState({ select: ({ location }) => new URLSearchParams(location.searchStr).get('symbol') });
  useEffect(() => {
    if (asked !== null) focus(asked);
  }, [asked, focus]);
  const ticker = rows.find(({ key }) => key === symbol) ?? rows[0] ?? null;
  const first = ticker?.key ?? null;
  useEffect(() => {
    // The address may have named one in this very commit.
    if (first !== null && first !== symbol && useFocusSymbol.getState().symbol === symbol) focus(first);
  }, [first, symbol, focus]);
  return { ticker, waiting: status === 'loading' };
}

function useUnits(ticker: TickerView | null): ContractUnits | null {
  const { data } = useQuery({ ...useApi().market.instruments.queryOptions(), staleTime: 60_000 });
  const found = data?.find(({ symbol }) => symbol === ticker?.key);
  const { tick, priceDecimals, multiplier } = found ?? {};
  return useMemo(
    () =>
      tick === undefined || priceDecimals === undefined || multiplier === undefined
        ? null
        : { tick, priceDecimals, multiplier: Number(multiplier) },
    [tick, priceDecimals, multiplier],
  );
}

/** In a narrow window the ticket is opened by its two sides. */
function SideButtons() {
  const { start } = useOrderStart();
  return (
    <>
      <Side type="button" style={{ color: tone.up }} onClick={() => start('buy')}>
        {say('Buy')}
      </Side>
      <Side type="button" style={{ color: tone.down }} onClick={() => start('sell')}>
        {say('Sell')}
      </Side>
    </>
  );
}

/** A new price renders head and chart; these see to themselves. */
const StillBook = memo(BookColumn);
const StillTables = memo(ConsoleTables);
const StillTicket = memo(Ticket);

interface ConsoleProps {
  readonly ticker: TickerView;
  readonly room: WindowClass;
  readonly onChoose: () => void;
}

function Console({ ticker, room, onChoose }: ConsoleProps) {
  const units = useUnits(ticker);
  const drawer = useDraft((state) => state.active || state.reduceOnly);
  return (
    <Grid data-window={room}>
      <div data-area="head">
        <SymbolHeader {...{ ticker, onChoose }}>{room !== 'wide' && <SideButtons />}</SymbolHeader>
      </div>
      <div data-area="chart">
        {units === null ? <LoadingRows rows={8} /> : <ChartPanel key={ticker.key} {...{ ticker, units }} />}
      </div>
      <div data-area="book">
        <StillBook symbol={ticker.key} tabs={room !== 'wide'} />
      </div>
      <div data-area="tables">
        <StillTables />
      </div>
      <div data-area="ticket" data-open={drawer}>
        <StillTicket />
      </div>
    </Grid>
  );
}

/** The trading console: price, book, order ticket, and what is held and works, of one contract. */
export function ConsoleScreen() {
  const { ticker, waiting } = useShownTicker();
  const [choosing, setChoosing] = useState(false);
  const room = useWindowClass();
  useConsoleKey('/', say('Choose a symbol'), () => setChoosing(true));
  return (
    <>
      {ticker !== null ? (
        <Console {...{ ticker, room }} onChoose={() => setChoosing(true)} />
      ) : waiting ? (
        <LoadingRows rows={8} />
      ) : (
        <EmptyNote title={say('No contract is followed')}>
          {say('Prices appear as soon as the feed tells them.')}
        </EmptyNote>
      )}
      <SymbolChooser open={choosing} onClose={() => setChoosing(false)} />
    </>
  );
}
