import { styled } from '@mui/material/styles';
import { useSize } from '#renderer/ui/use-size.ts';
import { CascadePanel } from './cascade-panel.tsx';
import { ClustersPanel } from './clusters-panel.tsx';
import { RailTabs } from './rail-tabs.tsx';
import { RatioPanel } from './ratio-panel.tsx';
import { SkillPanel } from './skill-panel.tsx';

/** All four panels fit from this height on, CSS pixels. */
const TALL = 860;

const Column = styled('div')({
  height: '100%',
  minHeight: 0,
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  overflowY: 'auto',
  overflowX: 'hidden',
  '& > *': { flex: '0 0 auto' },
  '& > :last-child': { flex: '1 0 246px' },
});

const LOWER = ['skill', 'cascade'] as const;

/** Right of the chart: who is crowded, where the fuel is, how good the map is, what would happen. */
export function Rail() {
  const [ref, { height }] = useSize<HTMLDivElement>();
  const tall = height >= TALL;
  return (
    <Column ref={ref}>
      {height > 0 && (
        <>
          <RatioPanel />
          <ClustersPanel />
          {tall && <SkillPanel />}
          {tall ? <CascadePanel /> : <RailTabs tabs={LOWER} />}
        </>
      )}
    </Column>
  );
}
