import { styled } from '@mui/material/styles';
import { DifferencesPanel } from './differences-panel.tsx';
import { FrozenPanel } from './frozen-panel.tsx';
import { StatusPanel } from './status-panel.tsx';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(280px, 22vw, 380px)',
  gridTemplateRows: 'auto minmax(0, 1fr)',
  '& > :first-of-type': { gridColumn: '1 / -1' },
});

/** What we hold against what the venue holds, and what to do about each difference. */
export function ReconcileScreen() {
  return (
    <Screen>
      <StatusPanel />
      <DifferencesPanel />
      <FrozenPanel />
    </Screen>
  );
}
