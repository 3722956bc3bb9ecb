import { styled, useColorScheme } from '@mui/material/styles';
import { useState, type ReactNode } from 'react';
import { chooseLanguage, languageChoice, type LanguageChoice } from '#renderer/data/chosen-language.ts';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { SettingsPage } from '#renderer/ui/settings-page.tsx';
import { useAppearance, type Appearance } from '#renderer/ui/theme/appearance.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#shared/language/languages.ts';
import { say } from '#shared/language/words.ts';
import { Sample } from './sample.tsx';

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
  { value: 'dark', label: say('Dark') },
  { value: 'light', label: say('Light') },
  { value: 'system', label: say('As the system') },
] as const;

interface Offered<Name extends keyof Appearance> {
  readonly name: Name;
  readonly title: string;
  readonly about: string;
  readonly options: readonly { readonly value: Appearance[Name]; readonly label: string }[];
}

const offer = <Name extends keyof Appearance>(
  name: Name,
  title: string,
  about: string,
  choices: readonly (readonly [value: Appearance[Name], label: string])[],
): Offered<Name> => ({ name, title, about, options: choices.map(([value, label]) => ({ value, label })) });

const DENSITY = offer('density', say('Density'), say('Height of rows, space around panels.'), [
  ['comfortable', say('Comfortable')],
  ['compact', say('Compact')],
]);
const PALETTE = offer(
  'palette',
  say('Up and down'),
  say('Blue and orange for those who do not tell green from red. Signs and words stay.'),
  [
    ['green-red', say('Green and red')],
    ['blue-orange', say('Blue and orange')],
  ],
);
const GROUPING = offer('grouping', say('Thousands'), say('What stands between them; the decimal sign is a point.'), [
  ['comma', '12,345.60'],
  ['space', '12 345.60'],
]);
const CLOCK = offer(
  'clock',
  say('Clock at the foot'),
  say('24 hours. Times in tables and charts are UTC, as at the exchange.'),
  [
    ['utc', 'UTC'],
    ['utc-and-local', say('UTC and local')],
  ],
);
const MOTION = offer('motion', say('Motion'), say('Reduced: nothing fades, slides or pulses.'), [
  ['system', say('As the system')],
  ['reduced', say('Reduced')],
]);

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

const LANGUAGE_OPTIONS = [
  { value: 'system', label: say('As the system') },
  ...LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] })),
] as const;

/** The language of the window; a choice loads it anew. */
function LanguageChoices() {
  const [value, setValue] = useState(languageChoice);
  const choose = (choice: LanguageChoice): void => {
    setValue(choice);
    chooseLanguage(choice);
  };
  return (
    <Choice
      title={say('Language')}
      about={say(
        'The window loads anew; what runs goes on. Journal, log and notices that leave this computer are English.',
      )}
    >
      <Segmented label={say('Language')} options={LANGUAGE_OPTIONS} value={value} onChange={choose} />
    </Choice>
  );
}

/** How the window looks; kept on this computer, applied at once and before the first picture of a start. */
export function AppearanceScreen() {
  const { mode, setMode } = useColorScheme();
  return (
    <SettingsPage columns="minmax(0, 620px) minmax(0, 1fr)">
      <Panel
        ageing="never"
        label={say('Appearance')}
        header={<PanelHead title={say('Appearance')} note={say('Kept on this computer, for this window.')} />}
      >
        <LanguageChoices />
        <Choice title={say('Theme')} about={say('As the system follows it while the window is open.')}>
          <Segmented label={say('Theme')} options={THEMES} value={mode ?? 'dark'} onChange={setMode} />
        </Choice>
        <AppearanceChoice offered={DENSITY} />
        <AppearanceChoice offered={PALETTE} />
        <AppearanceChoice offered={GROUPING} />
        <AppearanceChoice offered={CLOCK} />
        <AppearanceChoice offered={MOTION} />
      </Panel>
      <Sample />
    </SettingsPage>
  );
}
