import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { PHONE } from '#renderer/ui/theme/tokens.ts';
import { ConsolePanel } from './console-panel.tsx';
import { IntakePanel } from './intake-panel.tsx';
import { NO_FILTER } from './use-console.ts';
import { WhyPanel } from './why-panel.tsx';

const Screen = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(320px, 25vw, 460px)',
  gridTemplateRows: 'minmax(0, 9fr) minmax(0, 11fr)',
  '& > :first-of-type': { gridRow: '1 / -1' },
  [PHONE]: {
    padding: 8,
    overflowX: 'hidden',
    overflowY: 'auto',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: '540px 340px 400px',
    '& > :first-of-type': { gridRow: 'auto' },
  },
});

/** Every signal and what became of it, whether signals are taken, and why a symbol did not trade. */
export function SignalsScreen() {
  const [filter, setFilter] = useState(NO_FILTER);
  return (
    <Screen>
      <ConsolePanel filter={filter} onFilter={setFilter} />
      <IntakePanel />
      <WhyPanel symbol={filter.symbol} />
    </Screen>
  );
}
