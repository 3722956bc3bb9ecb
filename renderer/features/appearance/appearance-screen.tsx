import { styled, useColorScheme } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { useAppearance, type Appearance } from '#renderer/ui/theme/appearance.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { Sample } from './sample.tsx';

const Page = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: 12,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 620px) minmax(0, 1fr)',
  alignItems: 'start',
  alignContent: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Row = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 16px',
  padding: '12px 16px',
  borderBottom: `1px solid ${tone.lineSoft}`,
  '& > div:first-of-type': { flex: '1 1 260px' },
  '& b': { display: 'block', fontSize: 12.5, fontWeight: 600 },
  '& small': { fontSize: 11.5, color: tone.text3 },
});

function Choice({
  title,
  about,
  children,
}: {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}) {
  return (
    <Row>
      <div>
        <b>{title}</b>
        <small>{about}</small>
      </div>
      {children}
    </Row>
  );
}

const THEMES = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'As the system' },
] as const;

interface Offered<Name extends keyof Appearance> {
  readonly name: Name;
  readonly title: string;
  readonly about: string;
  readonly options: readonly { readonly value: Appearance[Name]; readonly label: string }[];
}

const DENSITY: Offered<'density'> = {
  name: 'density',
  title: 'Density',
  about: 'Height of rows, space around panels.',
  options: [
    { value: 'comfortable', label: 'Comfortable' },
    { value: 'compact', label: 'Compact' },
  ],
};
const PALETTE: Offered<'palette'> = {
  name: 'palette',
  title: 'Up and down',
  about: 'Blue and orange for those who do not tell green from red. Signs and words stay.',
  options: [
    { value: 'green-red', label: 'Green and red' },
    { value: 'blue-orange', label: 'Blue and orange' },
  ],
};
const GROUPING: Offered<'grouping'> = {
  name: 'grouping',
  title: 'Thousands',
  about: 'What stands between them; the decimal sign is a point.',
  options: [
    { value: 'comma', label: '12,345.60' },
    { value: 'space', label: '12 345.60' },
  ],
};
const CLOCK: Offered<'clock'> = {
  name: 'clock',
  title: 'Clock at the foot',
  about: '24 hours. Times in tables and charts are UTC, as at the exchange.',
  options: [
    { value: 'utc', label: 'UTC' },
    { value: 'utc-and-local', label: 'UTC and local' },
  ],
};
const MOTION: Offered<'motion'> = {
  name: 'motion',
  title: 'Motion',
  about: 'Reduced: nothing fades, slides or pulses.',
  options: [
    { value: 'system', label: 'As the system' },
    { value: 'reduced', label: 'Reduced' },
  ],
};

function AppearanceChoice<Name extends keyof Appearance>({ offered }: { readonly offered: Offered<Name> }) {
  const { name, title, about, options } = offered;
  const value = useAppearance((state) => state[name]);
  return (
    <Choice title={title} about={about}>
      <Segmented
        label={title}
        options={options}
        value={value}
        onChange={(chosen) => useAppearance.setState({ [name]: chosen })}
      />
    </Choice>
  );
}

/** How the window looks; kept on this computer, applied at once and before the first picture of a start. */
export function AppearanceScreen() {
  const { mode, setMode } = useColorScheme();
  return (
    <Page>
      <Panel
        label="Appearance"
        header={<PanelHead title="Appearance" note="Kept on this computer, for this window." />}
      >
        <Choice title="Theme" about="As the system follows it while the window is open.">
          <Segmented label="Theme" options={THEMES} value={mode ?? 'dark'} onChange={setMode} />
        </Choice>
        <AppearanceChoice offered={DENSITY} />
        <AppearanceChoice offered={PALETTE} />
        <AppearanceChoice offered={GROUPING} />
        <AppearanceChoice offered={CLOCK} />
        <AppearanceChoice offered={MOTION} />
      </Panel>
      <Sample />
    </Page>
  );
}
