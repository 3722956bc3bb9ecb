import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { rowAfter, type PortfolioAction } from './portfolio-keys.ts';
import type { SortKey } from './slot-order.ts';
import type { Portfolio } from './use-portfolio.ts';
import { nextPair, wishOf, type Wish } from './wish.ts';

/** A menu that is open, and whose it is. */
export interface OpenMenu {
  readonly symbol: string;
  readonly anchor: HTMLElement;
}

const rowsIn = (screen: HTMLElement | null): readonly HTMLElement[] => [
  ...(screen?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];

/** The symbol the focus lies on; else the one chosen last. */
const current = (chosen: string | null): string | null => {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]');
  return row?.dataset['row'] ?? chosen;
};

const nameOf = (row: HTMLElement): string => row.dataset['row'] ?? '';
const rowOf = (rows: readonly HTMLElement[], symbol: string | null): HTMLElement | undefined =>
  rows.find((row) => nameOf(row) === symbol);

function menuOf(rows: readonly HTMLElement[], symbol: string | null): OpenMenu | null {
  const anchor = rowOf(rows, symbol);
  return symbol === null || anchor === undefined ? null : { symbol, anchor };
}

/** Asks for what a key means on a row; a window that only reads may still try weights out. */
function askFor(kind: PortfolioAction['kind'], portfolio: Portfolio, symbol: string | null, ask: (wish: Wish) => void) {
  const { slots, bench, readOnly } = portfolio;
  const slot = slots.find(({ key }) => key === symbol) ?? null;
  const other = bench.find(({ key }) => key === symbol) ?? null;
  const found = wishOf(kind, { slot, bench: other }, nextPair(portfolio.status));
  if (found !== null && (!readOnly || found.kind === 'weights')) ask(found);
}

/** What is chosen, sorted, filtered, asked and open on the screen, and what its keys do. */
export function useScreenState(portfolio: Portfolio, screen: RefObject<HTMLElement | null>) {
  const [sort, setSort] = useState<SortKey>('rank');
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [wish, setWish] = useState<Wish | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [asTable, setAsTable] = useState(false);
  const filterRef = useRef<HTMLInputElement>(null);
  const latest = useRef({ portfolio, chosen });
  useEffect(() => {
    latest.current = { portfolio, chosen };
  });
  const ask: (next: Wish) => void = setWish;
  const reset = useCallback(() => {
    setFilter('');
    setSort('rank');
  }, []);
  const actions = useMemo(
    () => ({
      onChoose: setChosen,
      onOpen: setOpened,
      onMenu: (symbol: string, anchor: HTMLElement) => {
        setChosen(symbol);
        setMenu({ symbol, anchor });
      },
    }),
    [],
  );
  const act = useCallback(
    (action: PortfolioAction) => {
      const now = latest.current.portfolio;
      const rows = rowsIn(screen.current);
      const symbol = current(latest.current.chosen);
      if (action.kind === 'move') rowOf(rows, rowAfter(rows.map(nameOf), symbol, action.by))?.focus();
      else if (action.kind === 'sort') setSort(action.by);
      else if (action.kind === 'open') setOpened(symbol ?? rows.map(nameOf)[0] ?? null);
      else if (action.kind === 'filter') filterRef.current?.focus();
      else if (action.kind === 'table') setAsTable((on) => !on);
      else if (action.kind === 'menu') setMenu(menuOf(rows, symbol));
      else if (action.kind === 'back') reset();
      else askFor(action.kind, now, symbol, ask);
    },
    [ask, reset, screen],
  );
  const table = { sort, onSort: setSort, filter, onFilter: setFilter, filterRef, chosen, actions, onWish: ask };
  return { table, act, asTable, opened, setOpened, wish, setWish, ask, menu, setMenu };
}

export type ScreenState = ReturnType<typeof useScreenState>;
