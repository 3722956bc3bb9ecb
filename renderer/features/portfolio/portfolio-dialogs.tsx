import { tell } from '#renderer/data/notices.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { RowMenu } from './row-menu.tsx';
import { SymbolDrawer } from './symbol-drawer.tsx';
import type { Portfolio } from './use-portfolio.ts';
import type { ScreenState } from './use-screen-state.ts';
import { WeightsDialog } from './weights-dialog.tsx';
import { choicesOf, nextPair } from './wish.ts';

function Menu({ portfolio, state }: PortfolioDialogsProps) {
  const { menu, setMenu, setOpened, ask } = state;
  const { slots, bench, status, readOnly } = portfolio;
  const slot = slots.find(({ key }) => key === menu?.symbol) ?? null;
  const other = bench.find(({ key }) => key === menu?.symbol) ?? null;
  const choices = choicesOf({ slot, bench: other }, nextPair(status));
  return (
    <RowMenu
      anchor={menu?.anchor ?? null}
      symbol={menu?.symbol ?? ''}
      choices={choices}
      disabled={readOnly}
      onOpen={() => setOpened(menu?.symbol ?? null)}
      onWish={ask}
      onClose={() => setMenu(null)}
    />
  );
}

interface PortfolioDialogsProps {
  readonly portfolio: Portfolio;
  readonly state: ScreenState;
}

/** What may lie over the screen: a menu, a dialog, a symbol in full. */
export function PortfolioDialogs({ portfolio, state }: PortfolioDialogsProps) {
  const { wish, setWish, opened, setOpened } = state;
  const close = () => setWish(null);
  const done = (words: string, undo?: () => void) => {
    close();
    tell(words, undo === undefined ? {} : { undo });
  };
  return (
    <>
      <Menu portfolio={portfolio} state={state} />
      <ChangeDialog
        asked={wish === null || wish.kind === 'weights' ? null : wish}
        portfolio={portfolio}
        onDone={done}
        onClose={close}
      />
      <WeightsDialog
        open={wish?.kind === 'weights'}
        symbol={wish?.kind === 'weights' ? wish.symbol : null}
        portfolio={portfolio}
        onDone={done}
        onClose={close}
      />
      <SymbolDrawer symbol={opened} onClose={() => setOpened(null)} />
    </>
  );
}
