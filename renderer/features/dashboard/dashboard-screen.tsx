import { styled } from '@mui/material/styles';
import { PHONE } from '#renderer/ui/theme/tokens.ts';
import { AgentsPanel } from './agents-panel.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { MachinePanel } from './machine-panel.tsx';
import { MarketStrip } from './market-strip.tsx';
import { MoneyPanel } from './money-panel.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { PositionsPanel } from './positions-panel.tsx';
import { SafetyPanel } from './safety-panel.tsx';
import { useRegionKeys } from './use-region-keys.ts';
import { Welcome } from './welcome.tsx';

const AREAS = ['strip', 'money', 'safety', 'machine', 'needs', 'positions', 'agents', 'decisions'] as const;

const WIDE = '@media (min-width: 1720px)';
const SMALL = '@media (max-width: 1159px)';

const Grid = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 500fr) minmax(0, 300fr) minmax(0, 350fr)',
  gridTemplateRows: '46px max-content minmax(345px, 1.25fr) minmax(290px, 1fr) 374px',
  gridTemplateAreas:
    '"strip strip strip" "money safety needs" "money safety machine" "positions positions decisions" "agents agents decisions"',
  ...Object.fromEntries(AREAS.map((area) => [`& > .${area}`, { gridArea: area }])),
  '& > .needs': { maxHeight: 340 },
  '& > .needs header, & > .machine header': { minHeight: 80 },
  '& > .machine .answer': { fontSize: 17, whiteSpace: 'nowrap' },
  // On a low window a long list scrolls in its panel, so that the positions stay near.
  '@media (max-height: 900px)': { '& > .needs': { maxHeight: 236 } },
  [WIDE]: {
    gridTemplateColumns: 'minmax(0, 584fr) minmax(0, 312fr) minmax(0, 424fr) minmax(0, 340fr)',
    gridTemplateRows: '46px minmax(470px, 520fr) minmax(300px, 388fr)',
    gridTemplateAreas: '"strip strip strip strip" "money safety machine needs" "positions positions agents decisions"',
    '& > .needs': { maxHeight: 'none' },
    '& > .needs header, & > .machine header': { minHeight: 98 },
    '& > .machine .answer': { fontSize: 20 },
  },
  [SMALL]: {
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gridTemplateRows: '46px 440px 370px 330px 374px',
    gridTemplateAreas: '"strip strip" "money safety" "needs machine" "positions positions" "decisions agents"',
    '& > .needs': { maxHeight: 'none' },
    '& .rail, & .liquidation': { display: 'none' },
  },
  [PHONE]: {
    padding: 8,
    gap: 8,
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: 'max-content max-content 330px 420px 380px 330px 374px',
    gridTemplateAreas: '"safety" "needs" "positions" "money" "machine" "agents" "decisions"',
    '& > .strip': { display: 'none' },
    '& > .needs': { maxHeight: 340 },
  },
});

/** Four questions, read from the left, and the evidence below them. */
export function DashboardScreen() {
  const ref = useRegionKeys();
  return (
    <>
      <Welcome />
      <Grid ref={ref}>
        <MarketStrip />
        <MoneyPanel />
        <SafetyPanel />
        <MachinePanel />
        <NeedsPanel />
        <PositionsPanel />
        <AgentsPanel />
        <DecisionsPanel />
      </Grid>
    </>
  );
}
