import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useRow } from '#renderer/data/use-rows.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { SCREENS } from '../screens.ts';

const Tabs = styled('nav')({
  flex: 'none',
  display: 'flex',
  alignItems: 'stretch',
  gap: 4,
  height: 38,
  padding: '0 12px',
  background: tone.rail,
  borderBottom: `1px solid ${tone.line}`,
  '& a': {
    display: 'flex',
    alignItems: 'center',
    gap: 7,
    padding: '0 12px',
    borderBottom: '2px solid transparent',
    borderTop: '2px solid transparent',
    color: tone.text2,
    fontSize: 12.5,
    fontWeight: 500,
    textDecoration: 'none',
    whiteSpace: 'nowrap',
  },
  '& a:hover': { color: tone.text },
  '& a:focus-visible': { outlineOffset: -2 },
  '& a[aria-current]': { color: tone.text, borderBottomColor: tone.king },
  '& svg': { fontSize: 15 },
  // Twelve sections fit a window of 1280 without their icons.
  '@media (max-width: 1719px)': { '& a': { padding: '0 9px', fontSize: 12 }, '& a svg': { display: 'none' } },
  '@media (max-width: 1199px)': { overflow: 'auto hidden' },
  '& > span': { alignSelf: 'center', marginLeft: 'auto' },
  '& a[aria-current] svg': { color: tone.king },
});

const SECTIONS = SCREENS.filter(({ group }) => group === 'settings');

const READ_ONLY = say('Another Zmart Workstation holds this data folder; change settings there.');

/** The sections of the settings above the one that is shown. */
export function SettingsFrame({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const { row } = useRow('status');
  return (
    <>
      <Tabs aria-label={say('Settings')}>
        {SECTIONS.map((section) => (
          <a key={section.path} href={`#${section.path}`} aria-current={section.path === path ? 'page' : undefined}>
            <section.icon aria-hidden />
            {section.label}
          </a>
        ))}
        {row?.journal.readOnly === true && (
          <Tag tone="warn" title={READ_ONLY}>
            {say('READ ONLY: NOTHING CAN BE CHANGED HERE')}
          </Tag>
        )}
      </Tabs>
      {children}
    </>
  );
}
