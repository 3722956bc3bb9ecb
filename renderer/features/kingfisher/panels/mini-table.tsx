import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';

/** The close-set table of these panels: 17 px rows unless told otherwise, figures right (`data-right`), heads small. */
export const MiniTable = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 11,
  lineHeight: '17px',
  fontVariantNumeric: 'tabular-nums',
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: 24,
    padding: '0 4px',
    background: tone.panel,
    textAlign: 'left',
    fontWeight: 400,
    color: tone.text3,
    whiteSpace: 'nowrap',
  },
  '& td': { height: 17, padding: '0 4px', whiteSpace: 'nowrap' },
  '& th:first-of-type, & td:first-of-type': { paddingLeft: 16 },
  '& th:last-of-type, & td:last-of-type': { paddingRight: 16 },
  '& [data-right]': { textAlign: 'right' },
  '& tbody tr[data-chosen=true] td': { background: tone.kingSoft },
  '& tbody tr[data-lit=true] td': { background: tone.raised },
  '& tbody tr[data-lit=true][data-chosen=true] td': { background: tone.kingSoft },
  '& button': {
    all: 'unset',
    cursor: 'pointer',
    fontWeight: 600,
    color: tone.text,
    '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 1, borderRadius: 3 },
  },
});

/** Scrolls inside its panel; reachable by keys. */
export const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  overflowX: 'hidden',
  '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: -2 },
});
