import { useRouterState } from '@tanstack/react-router';
import { styled } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useEffect } from 'react';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { say } from '#shared/language/words.ts';
import { AlertDialog } from './alert-dialog.tsx';
import { CalculatorDialog } from './calculator-dialog.tsx';
import { ChartPanel, NoChart } from './chart-panel.tsx';
import { ImportDialog } from './import/import-dialog.tsx';
import { LowerRow } from './panels/lower-row.tsx';
import { RailTabs } from './panels/rail-tabs.tsx';
import { Rail } from './panels/rail.tsx';
import { ScopeBar } from './scope-bar.tsx';
import { TableDialog } from './table-dialog.tsx';
import { useLiquidationRenewal, useShownRow } from './use-liquidation-data.ts';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  padding: '8px 12px 12px',
  overflowY: 'auto',
});

/** Left the chart with the row below it, right the rail. Without a rail its panels stand beside the row. */
const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) 344px',
  gridTemplateRows: 'minmax(360px, 1fr) 262px',
  gridTemplateAreas: '"chart rail" "row rail"',
  '@media (max-width: 1679px)': { gridTemplateColumns: 'minmax(0, 1fr) 300px' },
  '@media (max-width: 1439px)': {
    gridTemplateColumns: 'minmax(0, 1fr) 344px',
    gridTemplateRows: 'minmax(360px, 1fr) 240px',
    gridTemplateAreas: '"chart chart" "row rail"',
  },
  '@media (max-width: 1439px) and (max-height: 880px)': { gridTemplateRows: 'minmax(400px, 1fr) 212px' },
  '@media (max-width: 899px)': {
    flex: 'none',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: 'minmax(420px, 70vh) 300px 280px',
    gridTemplateAreas: '"chart" "rail" "row"',
  },
  '@media (max-width: 599px)': { gridTemplateRows: 'minmax(420px, 70vh) 280px 600px' },
  '& > *': { minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  '& > * > *': { flex: 1 },
});

/** A contract named in the address is shown from then on. */
function useAskedSymbol(): void {
  const asked = useRouterState({ select: ({ location }) => new URLSearchParams(location.searchStr).get('symbol') });
  const focus = useFocusSymbol((state) => state.focus);
  useEffect(() => {
    if (asked !== null) focus(asked);
  }, [asked, focus]);
}

/** Where did leverage pile up, what is still there, and what happens if it trades? */
export function KingfisherScreen() {
  useAskedSymbol();
  useLiquidationRenewal();
  const source = useRows('liquidations');
  const row = useShownRow();
  const railed = useMediaQuery('(min-width: 1440px)', { noSsr: true });
  if (source.status === 'failed') {
    return (
      <Screen>
        <Panel label={say('Liquidation chart')} source={source}>
          {null}
        </Panel>
      </Screen>
    );
  }
  return (
    <Screen>
      {row !== null && <ScopeBar rows={source.rows} row={row} />}
      <Body>
        <div style={{ gridArea: 'chart' }}>
          {row === null ? <NoChart status={source.status} /> : <ChartPanel row={row} />}
        </div>
        <div style={{ gridArea: 'rail' }}>{railed ? <Rail /> : <RailTabs />}</div>
        <div style={{ gridArea: 'row' }}>
          <LowerRow />
        </div>
      </Body>
      <AlertDialog />
      <CalculatorDialog />
      <ImportDialog />
      <TableDialog />
    </Screen>
  );
}
