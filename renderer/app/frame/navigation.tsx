import { styled } from '@mui/material/styles';
import { PHONE, tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { SCREEN_GROUPS, SCREENS, SETTINGS_ENTRY, type Screen } from '../screens.ts';

const Rail = styled('nav')({
  gridArea: 'nav',
  background: tone.rail,
  borderRight: `1px solid ${tone.line}`,
  padding: '16px 8px',
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  overflowX: 'hidden',
  overflowY: 'auto',
  '& h2': {
    margin: '12px 0 6px',
    padding: '0 10px',
    fontSize: 10.5,
    fontWeight: 500,
    letterSpacing: '0.07em',
    textTransform: 'uppercase',
    color: tone.text3,
  },
  '& h2:first-of-type': { marginTop: 4 },
  '& a': {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    height: 32,
    padding: '0 10px',
    borderRadius: 5,
    borderLeft: '2px solid transparent',
    color: tone.text2,
    fontSize: 13,
    fontWeight: 500,
    textDecoration: 'none',
  },
  '& a:hover': { color: tone.text, background: tone.kingSoft },
  '& a[aria-current]': { color: tone.text, background: tone.kingSoft, borderLeftColor: tone.king },
  '& a[aria-current] svg': { color: tone.king },
  '& svg': { fontSize: 17 },
  '@media (max-width: 1319px)': {
    padding: '12px 6px',
    '& h2': { height: 1, margin: '8px 6px', background: tone.line, overflow: 'hidden', padding: 0, fontSize: 0 },
    '& h2:first-of-type': { display: 'none' },
    '& a': { justifyContent: 'center', padding: 0, height: 38 },
    '& a span': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
    '& svg': { fontSize: 19 },
  },
  [PHONE]: {
    flexDirection: 'row',
    gap: 0,
    padding: '0 4px',
    overflow: 'auto hidden',
    borderRight: 0,
    borderTop: `1px solid ${tone.line}`,
    '& h2': { display: 'none' },
    '& a': {
      flex: '0 0 72px',
      flexDirection: 'column',
      justifyContent: 'center',
      gap: 2,
      height: 53,
      borderLeft: 0,
      borderRadius: 0,
      borderTop: '2px solid transparent',
    },
    '& a[aria-current]': { borderTopColor: tone.king },
    '& a span': { position: 'static', width: 'auto', height: 'auto', clipPath: 'none', fontSize: 10.5 },
  },
});

type Linked = Pick<Screen, 'path' | 'label' | 'icon'>;

function Entry({ entry, current }: { readonly entry: Linked; readonly current: boolean }) {
  return (
    <a href={`#${entry.path}`} title={entry.label} aria-current={current ? 'page' : undefined}>
      <entry.icon aria-hidden />
      <span>{entry.label}</span>
    </a>
  );
}

/** What the rail shows of a group: the settings are one entry, their sections are chosen above the screen. */
function entriesOf(group: Screen['group'], screen: string): readonly (Linked & { readonly current: boolean })[] {
  const screens = SCREENS.filter((entry) => entry.group === group);
  if (group !== 'settings') return screens.map((entry) => ({ ...entry, current: entry.path === screen }));
  return [{ ...SETTINGS_ENTRY, current: screens.some(({ path }) => path === screen) }];
}

/** The screens that exist; icons alone on a narrow window. */
export function Navigation({ screen }: { readonly screen: string }) {
  return (
    <Rail aria-label={say('Screens')} data-part="screens">
      {SCREEN_GROUPS.map(({ id, label }) => [
        <h2 key={id}>{label}</h2>,
        ...entriesOf(id, screen).map(({ current, ...entry }) => (
          <Entry key={entry.path} entry={entry} current={current} />
        )),
      ])}
    </Rail>
  );
}
