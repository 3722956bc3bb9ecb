import useMediaQuery from '@mui/material/useMediaQuery';
import { styled } from '@mui/material/styles';
import { useCallback, useState } from 'react';
import { BreakersPanel } from './breakers-panel.tsx';
import { DenialsPanel } from './denials-panel.tsx';
import { HeldLocksPanel } from './held-locks-panel.tsx';
import { KillPanel } from './kill-panel.tsx';
import { LevelsPanel } from './levels-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import type { PauseWish } from './pause-dialog.tsx';
import { PAUSE_ALL, PausePanel } from './pause-panel.tsx';
import { ProtectionsPanel } from './protections-panel.tsx';
import { StatePanel } from './state-panel.tsx';
import { useRiskKeys } from './use-risk-keys.ts';
import { WatchdogPanel } from './watchdog-panel.tsx';
import { PHONE } from '#renderer/ui/theme/tokens.ts';

const GAP = 12;

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: GAP,
  padding: GAP,
  [PHONE]: { padding: 8, gap: 8, overflowX: 'hidden', overflowY: 'auto' },
});

/** Never scrolls away: the state, the next triggers and the kill switch. */
const Top = styled('div')({
  flex: 'none',
  display: 'grid',
  gap: GAP,
  '&[data-layout=wide]': {
    height: 292,
    gridTemplateColumns: '372px minmax(0, 1fr) 476px',
    '& > div': { display: 'grid', gap: GAP, minHeight: 0, gridTemplateRows: 'auto minmax(0, 1fr)' },
  },
  '&[data-layout=medium], &[data-layout=small]': {
    height: 190,
    gridTemplateColumns: 'minmax(0, 1fr) 452px',
    '& > div': { display: 'grid', minHeight: 0 },
    [PHONE]: { height: 'auto', gridTemplateColumns: 'minmax(0, 1fr)', gridAutoRows: 'max-content' },
  },
});

const Rest = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowX: 'hidden',
  overflowY: 'auto',
  display: 'grid',
  gap: GAP,
  alignContent: 'start',
  '&[data-layout=wide]': {
    gridTemplateRows: 'minmax(380px, 1.75fr) minmax(210px, 1fr)',
    alignContent: 'stretch',
  },
  '&[data-layout=small]': { gridAutoRows: 'max-content' },
  '&[data-layout=small] > section': { maxHeight: 440 },
  [PHONE]: {
    flex: 'none',
    overflow: 'visible',
    '& .limits :is(th, td):is(:first-of-type, :last-of-type)': { display: 'none' },
  },
});

const Row = styled('div')({
  display: 'grid',
  gap: GAP,
  minHeight: 0,
  gridTemplateColumns: 'minmax(0, 1.06fr) minmax(0, 1fr)',
  '& > div': { display: 'grid', gap: GAP, minHeight: 0, minWidth: 0 },
  '& > .stack': { gridTemplateRows: 'minmax(0, 1fr) auto' },
  '& > .stack > section:last-of-type': { maxHeight: 150 },
  '& > .pair': { gridTemplateColumns: 'minmax(0, 0.8fr) minmax(0, 1fr)' },
  '&[data-layout=medium]': { height: 500 },
  '&[data-layout=medium][data-low=true]': { height: 260 },
});

type Layout = 'wide' | 'medium' | 'small';

function useLayout(): Layout {
  const wide = useMediaQuery('(min-width: 1640px)', { noSsr: true });
  const medium = useMediaQuery('(min-width: 1320px)', { noSsr: true });
  return wide ? 'wide' : medium ? 'medium' : 'small';
}

interface PartsProps {
  readonly asTable: boolean;
  readonly wish: PauseWish | null;
  readonly onWish: (wish: PauseWish | null) => void;
}

/** Two rows of panels side by side. */
function Rows({ layout, wish, onWish }: PartsProps & { readonly layout: Layout }) {
  return (
    <>
      <Row data-layout={layout}>
        <div className="stack">
          <LimitsPanel />
          <ProtectionsPanel />
        </div>
        <BreakersPanel asTabs={false} />
      </Row>
      <Row data-layout={layout} data-low>
        <DenialsPanel />
        <div className="pair">
          <PausePanel wish={wish} onWish={onWish} />
          <HeldLocksPanel />
        </div>
      </Row>
    </>
  );
}

/** One column, what limits first. */
function Column({ asTable, wish, onWish }: PartsProps) {
  return (
    <>
      <Curve asTable={asTable} />
      <LimitsPanel />
      <BreakersPanel asTabs />
      <ProtectionsPanel />
      <DenialsPanel />
      <PausePanel wish={wish} onWish={onWish} />
      <HeldLocksPanel />
      <WatchdogPanel />
    </>
  );
}

const CurveBox = styled('div')({ height: 270, display: 'grid' });

function Curve({ asTable }: { readonly asTable: boolean }) {
  return (
    <CurveBox>
      <LevelsPanel asTable={asTable} />
    </CurveBox>
  );
}

/** What state, how far to the next one, how to stop; what limits, what broke; what was refused, paused, held. */
export function RiskScreen() {
  const layout = useLayout();
  const [wish, setWish] = useState<PauseWish | null>(null);
  const [asTable, setAsTable] = useState(false);
  const onPauseAll = useCallback(() => setWish(PAUSE_ALL), []);
  const onTable = useCallback(() => setAsTable((on) => !on), []);
  const ref = useRiskKeys({ onPauseAll, onTable });
  const parts = { asTable, wish, onWish: setWish };
  return (
    <Screen ref={ref}>
      <Top data-layout={layout}>
        <StatePanel />
        {layout === 'wide' && <LevelsPanel asTable={asTable} />}
        <div>
          <KillPanel />
          {layout === 'wide' && <WatchdogPanel />}
        </div>
      </Top>
      <Rest data-layout={layout}>
        {layout === 'small' ? (
          <Column {...parts} />
        ) : (
          <>
            {layout === 'medium' && <Curve asTable={asTable} />}
            <Rows layout={layout} {...parts} />
            {layout === 'medium' && <WatchdogPanel />}
          </>
        )}
      </Rest>
    </Screen>
  );
}
