import useMediaQuery from '@mui/material/useMediaQuery';
import { styled } from '@mui/material/styles';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { say } from '#shared/language/words.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { CorrelationPanel } from './correlation-panel.tsx';
import { PortfolioDialogs } from './portfolio-dialogs.tsx';
import { RacePanel } from './race-panel.tsx';
import { SectorPanel } from './sector-panel.tsx';
import { SlotsRiskPanel } from './risk-panel.tsx';
import { SlotsPanel } from './slots-panel.tsx';
import { usePortfolio } from './use-portfolio.ts';
import { usePortfolioKeys } from './use-portfolio-keys.ts';
import { useScreenState } from './use-screen-state.ts';

const GAP = 12;

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowX: 'hidden',
  overflowY: 'auto',
  padding: GAP,
  display: 'grid',
  gap: GAP,
  '&[data-layout=wide]': {
    gridTemplateColumns: 'minmax(0, 1fr) clamp(380px, 26vw, 500px)',
    gridTemplateRows: 'minmax(max-content, 1.98fr) minmax(310px, 1fr)',
    '& > .slots': { maxHeight: 'calc(100vh - 140px)' },
  },
  '&[data-layout=medium], &[data-layout=small]': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: 'max-content 330px 420px',
    // The next panel looks out below, so that one knows to scroll.
    '& > .slots': { maxHeight: 'calc(100vh - 140px)' },
  },
});

const Side = styled('div')({
  minHeight: 0,
  display: 'grid',
  gap: GAP,
  '&[data-layout=wide]': {
    gridRow: '1 / -1',
    gridColumn: 2,
    gridTemplateRows: 'minmax(310px, 1.25fr) fit-content(230px) minmax(290px, 1fr)',
  },
  '&[data-layout=medium], &[data-layout=small]': { gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' },
});

const Pair = styled('div')({
  minHeight: 0,
  display: 'grid',
  gap: GAP,
  gridTemplateColumns: 'minmax(0, 0.8fr) minmax(0, 1fr)',
  '&[data-tabs=true]': { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)', gap: 6 },
  '& > [role=radiogroup]': { justifySelf: 'start' },
});

const TABS = [
  { value: 'race', label: say('Race') },
  { value: 'changes', label: say('Changes') },
] as const;

type Layout = 'wide' | 'medium' | 'small';

function useLayout(): Layout {
  const wide = useMediaQuery('(min-width: 1640px)', { noSsr: true });
  const medium = useMediaQuery('(min-width: 1080px)', { noSsr: true });
  return wide ? 'wide' : medium ? 'medium' : 'small';
}

interface PastProps {
  readonly coinOf: (symbol: string) => string;
  readonly rankOf: (symbol: string) => number | null;
  readonly now: number;
  readonly asTable: boolean;
}

/** The race and the changes: side by side, or one of them on a small window. */
function Past({ layout, ...race }: PastProps & { readonly layout: Layout }) {
  const [tab, setTab] = useState<(typeof TABS)[number]['value']>('race');
  const tabs = layout === 'small';
  return (
    <Pair data-tabs={tabs}>
      {tabs && <Segmented label={say('Race or changes')} options={TABS} value={tab} onChange={setTab} />}
      {(!tabs || tab === 'race') && <RacePanel {...race} />}
      {(!tabs || tab === 'changes') && <ChangesPanel />}
    </Pair>
  );
}

const NOBODY: ReadonlySet<string> = new Set();

/** Who holds the ten slots and why, who wants in, and what all of it risks. */
export function PortfolioScreen() {
  const layout = useLayout();
  const portfolio = usePortfolio();
  const screen = useRef<HTMLDivElement>(null);
  const state = useScreenState(portfolio, screen);
  usePortfolioKeys(state.act);
  const { slots, coinOf, now } = portfolio;
  const going = useMemo(
    () => new Set<string>(slots.filter(({ state: held }) => held !== 'active').map(({ key }) => key)),
    [slots],
  );
  const ranks = slots.map(({ key, rank }) => `${key} ${String(rank)}`).join();
  const rankOf = useCallback(
    (symbol: string) => {
      const found = ranks.split(',').find((each) => each.startsWith(`${symbol} `));
      return found === undefined ? null : Number(found.split(' ')[1]);
    },
    [ranks],
  );
  const [pair, setPair] = useState<ReadonlySet<string>>(NOBODY);
  const onHot = useCallback(
    (symbols: readonly string[]) => setPair(symbols.length === 0 ? NOBODY : new Set(symbols)),
    [],
  );
  const { asTable } = state;
  return (
    <Screen ref={screen} data-layout={layout}>
      <SlotsPanel portfolio={portfolio} hot={pair} {...state.table} />
      <Past layout={layout} {...{ coinOf, rankOf, now, asTable }} />
      <Side data-layout={layout}>
        <CorrelationPanel {...{ coinOf, going, hot: pair, onHot, asTable }} />
        <SectorPanel />
        <SlotsRiskPanel asTable={asTable} />
      </Side>
      <PortfolioDialogs portfolio={portfolio} state={state} />
    </Screen>
  );
}
