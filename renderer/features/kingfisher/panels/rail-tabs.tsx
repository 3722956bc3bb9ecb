import { styled } from '@mui/material/styles';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { PanelOrigin, type PanelOriginProps } from '#renderer/ui/panel-origin.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { useKingfisherScope } from '../scope.ts';
import { useShownRow } from '../use-liquidation-data.ts';
import { CASCADE_ORIGIN, CascadeBody } from './cascade-panel.tsx';
import { ClustersBody } from './clusters-panel.tsx';
import { LevelTag } from './level-tag.tsx';
import { RatioBody } from './ratio-panel.tsx';
import { SKILL_ORIGIN, SkillBody, SkillTag, useShownSkill } from './skill-panel.tsx';

const Head = styled('header')({
  flex: 'none',
  height: 36,
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  padding: '0 10px 0 6px',
  borderBottom: `1px solid ${tone.line}`,
  '& > [role=tablist]': { display: 'flex', flex: 1, alignSelf: 'stretch' },
  '& [role=tab]': {
    border: 0,
    padding: '0 6px',
    background: 'none',
    color: tone.text2,
    font: 'inherit',
    fontSize: 12,
    cursor: 'pointer',
    borderBottom: '2px solid transparent',
    '&:hover': { color: tone.text },
    '&[aria-selected=true]': { color: tone.text, fontWeight: 600, borderBottomColor: tone.king },
    '&:focus-visible': { outlineOffset: -3 },
  },
});

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  overflowY: 'auto',
  '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: -2 },
});

const TABS = ['ratio', 'clusters', 'skill', 'cascade'] as const;
type Tab = (typeof TABS)[number];

function LevelMarkHere() {
  const row = useShownRow();
  return <LevelTag coverage={row?.coverage ?? null} age="where-it-fits" />;
}

const SkillMarkHere = () => <SkillTag skill={useShownSkill()} tight />;

interface Content {
  readonly name: string;
  readonly body: () => ReactNode;
  readonly mark: () => ReactNode;
  /** Where its figures come from, unless the mark tells it. */
  readonly origin: PanelOriginProps | null;
}

const CONTENT: Readonly<Record<Tab, Content>> = {
  ratio: { name: say('Ratio'), body: RatioBody, mark: LevelMarkHere, origin: null },
  clusters: { name: say('Clusters'), body: ClustersBody, mark: LevelMarkHere, origin: null },
  skill: { name: say('Skill'), body: SkillBody, mark: SkillMarkHere, origin: SKILL_ORIGIN },
  cascade: {
    name: say('Cascade'),
    body: CascadeBody,
    mark: () => <Tag tone="sim">{say('SIMULATED')}</Tag>,
    origin: CASCADE_ORIGIN,
  },
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

interface RailTabsProps {
  /** Which panels share the place, in order. */
  readonly tabs?: readonly Tab[];
}

/** The rail for a small window: one of its panels at a time. */
export function RailTabs({ tabs = TABS }: RailTabsProps) {
  const [chosen, setChosen] = useState<Tab>(() => (tabs.includes('clusters') ? 'clusters' : 'skill'));
  const id = useId();
  const simulated = useKingfisherScope((state) => state.simulatePrice);
  useEffect(() => {
    // Asked for from the chart: its answer is brought to the front.
    if (simulated !== null) setChosen('cascade');
  }, [simulated]);
  const { body: Shown, mark: Mark } = CONTENT[chosen];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (tabs.indexOf(chosen) + step + tabs.length) % tabs.length;
    setChosen(tabs[next] ?? chosen);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <Panel
      label={say('Liquidation figures')}
      origin={CONTENT[chosen].origin}
      header={
        <Head>
          <div role="tablist" aria-label={say('Liquidation figures')} onKeyDown={onKeyDown}>
            {tabs.map((tab) => (
              <button
                key={tab}
                type="button"
                role="tab"
                id={`${id}-${tab}`}
                aria-selected={tab === chosen}
                aria-controls={`${id}-body`}
                tabIndex={tab === chosen ? 0 : -1}
                onClick={() => setChosen(tab)}
              >
                {CONTENT[tab].name}
              </button>
            ))}
          </div>
          <Mark />
          <PanelOrigin />
        </Head>
      }
    >
      <Body role="tabpanel" id={`${id}-body`} aria-labelledby={`${id}-${chosen}`} tabIndex={0}>
        <Shown />
      </Body>
    </Panel>
  );
}
