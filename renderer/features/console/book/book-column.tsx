import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useTrades, type Depth } from '#renderer/data/use-depth.ts';
import type { BookStore } from '#renderer/data/book-store.ts';
import type { TapeStore } from '#renderer/data/tape-store.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead, type PanelSource } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useConsoleKey } from '../console-keys.ts';
import { Ladder } from './ladder.tsx';
import { OneClickDialog } from './one-click-dialog.tsx';
import { useOneClick } from './one-click.ts';
import { StaleAge } from './stale-age.tsx';
import { Tape, TapeSummary } from './tape.tsx';
import { useGroupedBook, type GroupedBook } from './use-groupings.ts';

const TAPE_ORIGIN = { from: say('Trades told by the feed'), kind: 'market', short: true } as const;

const BOOK_ORIGIN = {
  from: say('The order book of the feed'),
  kind: 'market',
  short: true,
  others: [
    {
      figures: say('Queue'),
      from: say('Worked out from the book and the trades since the order rested'),
      kind: 'model',
    },
  ],
} as const;

const Column = styled('div')({
  display: 'grid',
  containerType: 'inline-size',
  gridTemplateRows: 'minmax(0, 1fr) 264px',
  gap: 10,
  height: '100%',
  minHeight: 0,
  minWidth: 0,
  '@media (max-height: 980px)': { gridTemplateRows: 'minmax(0, 1fr) 212px' },
  '&[data-tabs=true]': { gridTemplateRows: 'auto minmax(0, 1fr)', gap: 6 },
});

const Switch = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  border: 0,
  padding: '2px 4px',
  background: 'none',
  color: tone.text3,
  fontSize: 11,
  cursor: 'pointer',
  whiteSpace: 'nowrap',
  '& i': { width: 8, height: 8, borderRadius: 4, border: `1px solid ${tone.text3}` },
  '&[aria-checked=true]': { color: tone.warn, fontWeight: 600 },
  '&[aria-checked=true] i': { background: tone.warn, borderColor: tone.warn },
  '&[data-plain][aria-checked=true]': { color: tone.king },
  '&:hover': { color: tone.text },
});

const Wide = styled('span')({ '@container (max-width: 280px)': { display: 'none' } });
/** Four groupings stand beside the name and the switch. */
const Abreast = styled('span')({ '@container (max-width: 349px)': { display: 'none' } });
const Narrow = styled('button')({
  display: 'none',
  height: 20,
  minWidth: 34,
  padding: '0 6px',
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 5,
  background: 'none',
  color: tone.text,
  fontSize: 11,
  cursor: 'pointer',
  '@container (max-width: 349px)': { display: 'inline-block' },
});

interface BookColumnProps {
  readonly symbol: string;
  /** Ladder and tape as tabs of one panel, where there is no room for both. */
  readonly tabs?: boolean;
}

/** Price ladder and tape of the chosen contract. */
export function BookColumn({ symbol, tabs = false }: BookColumnProps) {
  const [tab, setTab] = useState<'ladder' | 'tape'>('ladder');
  const grouped = useGroupedBook(symbol);
  const tape = useTrades(symbol);
  return (
    <Column data-tabs={tabs}>
      {tabs && (
        <Segmented
          label={say('Ladder or tape')}
          options={[
            { value: 'ladder', label: say('Ladder') },
            { value: 'tape', label: say('Tape') },
          ]}
          value={tab}
          onChange={setTab}
        />
      )}
      {(!tabs || tab === 'ladder') && <LadderPanel grouped={grouped} tape={tape} />}
      {(!tabs || tab === 'tape') && <TapePanel tape={tape} />}
      <OneClickDialog />
    </Column>
  );
}

/** How a panel fades is the ladder's own: what is unknown is said in its place. */
function sourceOf({ status, receivedAt, error, retry }: Depth<BookStore | TapeStore>): PanelSource {
  const shown = status === 'failed' ? 'failed' : error !== null ? 'stale' : status === 'loading' ? 'loading' : 'live';
  return { status: shown, receivedAt, error, retry };
}

interface GroupingsProps extends Omit<GroupedBook, 'book'> {
  readonly next: () => void;
}

/** All groupings side by side; in a narrow column the one in use, and a press takes the next. */
function Groupings({ groupings, groupTicks, choose, next }: GroupingsProps) {
  const label = groupings.find(({ ticks }) => ticks === groupTicks)?.label ?? '';
  return (
    <>
      <Abreast>
        <Segmented
          label={say('Grouping of prices')}
          options={groupings.map((one) => ({ value: String(one.ticks), label: one.label }))}
          value={String(groupTicks)}
          onChange={(ticks) => choose(Number(ticks))}
        />
      </Abreast>
      <Narrow
        type="button"
        onClick={next}
        aria-label={say('Grouping of prices: {step}. Press for the next.', { step: label })}
      >
        {label}
      </Narrow>
    </>
  );
}

function LadderPanel({ grouped, tape }: { readonly grouped: GroupedBook; readonly tape: Depth<TapeStore> }) {
  const { book, groupings, groupTicks, choose } = grouped;
  const { on, turn } = useOneClick();
  const next = (): void => {
    const at = groupings.findIndex(({ ticks }) => ticks === groupTicks);
    const following = groupings[(at + 1) % groupings.length];
    if (following !== undefined) choose(following.ticks);
  };
  // Not G: with a letter after it, that goes to another screen.
  useConsoleKey('d', say('Next grouping of the ladder'), next);
  const header = (
    <PanelHead title={say('Ladder')} note={<Groupings {...{ groupings, groupTicks, choose, next }} />}>
      <StaleAge depth={book} />
      <Switch type="button" role="switch" aria-checked={on} onClick={() => turn(!on)}>
        <i aria-hidden />
        {say('One-click')}
      </Switch>
    </PanelHead>
  );
  return (
    <Panel ageing="feed" label={say('Ladder')} origin={BOOK_ORIGIN} header={header} source={sourceOf(book)}>
      {book.status === 'unknown' ? (
        <EmptyNote title={say('No order book')}>{told(book.reason)}</EmptyNote>
      ) : book.units === null ? (
        <LoadingRows rows={14} height={10} />
      ) : (
        <Ladder key={`${book.units.symbol} ${String(groupTicks)}`} book={book} tape={tape} units={book.units} />
      )}
    </Panel>
  );
}

function TapePanel({ tape }: { readonly tape: Depth<TapeStore> }) {
  const [aggregated, setAggregated] = useState(true);
  const { units, store, status, provenance } = tape;
  const header = (
    <PanelHead
      title={say('Tape')}
      note={provenance === 'simulated' ? <span style={{ color: tone.sim }}>{say('simulated')}</span> : null}
    >
      <StaleAge depth={tape} />
      <Wide>{units !== null && <TapeSummary store={store} units={units} />}</Wide>
      <Switch
        type="button"
        role="switch"
        aria-checked={aggregated}
        data-plain
        aria-label={say('Trades of one order as one line')}
        title={say('Trades of one order as one line')}
        onClick={() => setAggregated(!aggregated)}
      >
        Σ
      </Switch>
    </PanelHead>
  );
  return (
    <Panel ageing="feed" label={say('Tape')} origin={TAPE_ORIGIN} header={header} source={sourceOf(tape)}>
      {units === null ? (
        <LoadingRows rows={6} height={10} />
      ) : (
        <Tape key={units.symbol} store={store} units={units} faded={status !== 'live'} aggregated={aggregated} />
      )}
    </Panel>
  );
}
