import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import type { OrderPreview } from '#shared/contract/order.ts';
import { say } from '#shared/language/words.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { checkCounts, checkRows, type CheckRow } from './check-list.ts';
import { PartHead } from './part-head.tsx';

const List = styled('ul')({
  listStyle: 'none',
  margin: '4px 0 0',
  padding: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '14px 1fr 42px auto',
    columnGap: 8,
    alignItems: 'center',
    minHeight: 22,
    fontSize: 11.5,
  },
  '& li > i': { fontStyle: 'normal', fontWeight: 700, textAlign: 'center', color: tone.text3 },
  '& li > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& li > b': { fontWeight: 400, fontSize: 11, color: tone.text3, textAlign: 'right', whiteSpace: 'nowrap' },
  '& li[data-state=near] > i, & li[data-state=near] > b': { color: tone.warn },
  '& li[data-state=denied] > i, & li[data-state=denied] > b': { color: tone.down },
  '& li[data-state=denied] > span': { fontWeight: 600 },
  '& li > p': { gridColumn: '2 / -1', fontSize: 11.5, lineHeight: 1.45, color: tone.text2, paddingBottom: 3 },
});

const Bar = styled('em')({
  height: 3,
  borderRadius: 2,
  background: tone.track,
  overflow: 'hidden',
  '& > s': { display: 'block', height: '100%', background: tone.text3, textDecoration: 'none' },
});

const SIGNS = { denied: '✕', near: '!', passed: '✓' } as const;
const WORDS = { denied: say('denied'), near: say('near its limit'), passed: say('passed') } as const;

const COLOURS = { denied: tone.down, near: tone.warn, passed: tone.text3 } as const;

function Row({ row }: { readonly row: CheckRow }) {
  const { name, state, share, figure, sentence } = row;
  return (
    <li data-state={state}>
      <i role="img" aria-label={WORDS[state]}>
        {SIGNS[state]}
      </i>
      <span>{name}</span>
      {share === null ? (
        <span />
      ) : (
        <Bar>
          <s style={{ width: `${String(Math.min(100, share * 100))}%`, background: COLOURS[state] }} />
        </Bar>
      )}
      <b>{figure}</b>
      {sentence !== '' && <p>{sentence}</p>}
    </li>
  );
}

/** So many checks that passed are listed beside what is denied or near. */
const LISTED = 5;
const SHORT_WINDOW = '(max-height: 980px)';

interface ChecksProps {
  readonly preview: OrderPreview | null;
  /** The largest passing size in words; null when there is none to offer. */
  readonly passing: string | null;
  readonly onPassing: () => void;
}

/** Every check with its state, worst first; passed ones without much use of their limit fold into a count. */
export function Checks({ preview, passing, onPassing }: ChecksProps) {
  const [all, setAll] = useState(false);
  const short = useMediaQuery(SHORT_WINDOW);
  const rows = useMemo(() => checkRows(preview?.checks ?? []), [preview]);
  const { passed, near, denied } = checkCounts(rows);
  const listed = denied + near + (short ? 0 : LISTED);
  const shown = all ? rows : rows.slice(0, listed);
  const more = rows.length - shown.length;
  return (
    <section aria-label={say('Pre-trade checks')}>
      <PartHead>
        <h3>{say('Pre-trade checks')}</h3>
        <small>
          {rows.length === 0
            ? say('asked as you type')
            : say('{passed, plural, one {# pass} other {# pass}}', { passed })}
          {near > 0 && <span style={{ color: tone.warn }}>{` · ${say('{near} near', { near })}`}</span>}
          {denied > 0 && <span style={{ color: tone.down }}>{` · ${say('{denied} denied', { denied })}`}</span>}
        </small>
      </PartHead>
      {denied > 0 && passing !== null && (
        <Button size="small" variant="outlined" sx={{ mt: 0.5, py: 0, gap: 0.75, fontSize: 11.5 }} onClick={onPassing}>
          {rich('Use {size} {key}', { size: passing, key: <Kbd>U</Kbd> })}
        </Button>
      )}
      <List>
        {shown.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </List>
      {rows.length > listed && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all
            ? say('Show fewer')
            : shown.length === 0
              ? say('All {count} pass: show', { count: more })
              : say('{count, plural, one {# other passes} other {# others pass}}', { count: more })}
        </button>
      )}
    </section>
  );
}
