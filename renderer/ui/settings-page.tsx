import { styled } from '@mui/material/styles';
import { tone } from './theme/tokens.ts';

/** A grid that scrolls and begins at its top. */
export const ScrollGrid = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  display: 'grid',
  alignContent: 'start',
});

const EVEN = 'minmax(0, 1fr) minmax(0, 1fr)';

/** Panels in columns, one below the other in a narrow window; `all` takes the whole width. */
export const SettingsPage = styled(ScrollGrid, { shouldForwardProp: (name) => name !== 'columns' })<{
  readonly columns?: string;
}>(({ columns = EVEN }) => ({
  padding: 12,
  gap: 12,
  gridTemplateColumns: columns,
  alignItems: 'start',
  '& > .all': { gridColumn: '1 / -1' },
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
}));

/** Names and what is so, at the right. */
export const Facts = styled('dl')({
  padding: '12px 16px',
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr)',
  gap: '8px 20px',
  fontSize: 12.5,
  '& dt': { color: tone.text2 },
  '& dd': { margin: 0, textAlign: 'right', overflowWrap: 'anywhere' },
});

/** Sentences with what can be done about them. */
export const Prose = styled('div')({
  padding: '12px 16px',
  display: 'grid',
  gap: 12,
  fontSize: 12.5,
  lineHeight: 1.5,
  '& p': { color: tone.text2 },
  '& .row': { display: 'flex', alignItems: 'center', gap: 12, flexWrap: 'wrap' },
});
