import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { RefObject } from 'react';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { BenchTable } from './bench-table.tsx';
import type { RowActions, RowReach } from './row-parts.tsx';
import { SlotHeads, TotalsRow } from './slot-heads.tsx';
import { isMeant, sortBench, sortSlots, type SortKey } from './slot-order.ts';
import { EmptySlotRow, SlotRow } from './slot-row.tsx';
import { largestResult } from './slot-cells.tsx';
import { SlotsHead } from './slots-head.tsx';
import { spanWords, trendSpan } from './slot-words.ts';
import { columnWidths, foldOf } from './table-layout.ts';
import { Columns, SlotTable } from './table-parts.tsx';
import type { Portfolio } from './use-portfolio.ts';
import type { Wish } from './wish.ts';

/** How far back the lines of scores reach where none is known yet. */
const WEEK = 7 * 86_400_000;

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowX: 'hidden',
  overflowY: 'auto',
  '& tfoot td': { height: 32, borderBottom: 0, fontWeight: 600 },
});

const First = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 16,
  padding: '12px 16px',
  fontSize: 12.5,
  color: tone.text2,
  borderTop: `1px solid ${tone.line}`,
});

interface SlotsPanelProps {
  readonly portfolio: Portfolio;
  readonly sort: SortKey;
  readonly onSort: (sort: SortKey) => void;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly filterRef: RefObject<HTMLInputElement | null>;
  readonly chosen: string | null;
  readonly hot: ReadonlySet<string>;
  readonly actions: RowActions;
  readonly onWish: (wish: Wish) => void;
}

/** Before anybody is in: numbered places, and how they are filled. */
function FirstRun({ portfolio, onWish }: Pick<SlotsPanelProps, 'portfolio' | 'onWish'>) {
  const { readOnly, bench } = portfolio;
  const ready = bench.filter(({ place }) => place !== null).length;
  return (
    <First>
      <Button variant="contained" disabled={readOnly} onClick={() => onWish({ kind: 'add', symbol: null })}>
        {say('Choose symbols')}
      </Button>
      <span>
        {ready > 0
          ? say('The next review fills the slots with the best eligible symbols. You can choose them yourself.')
          : say(
              'No symbol is eligible yet: scores, turnover and spread must be known. The bench says what each lacks.',
            )}
      </span>
    </First>
  );
}

function Tables(props: SlotsPanelProps) {
  const { portfolio, sort, onSort, filter, chosen, hot, actions, onWish } = props;
  const { status, now, coinOf } = portfolio;
  const [ref, { width }] = useSize<HTMLDivElement>();
  if (status === null) return <LoadingRows rows={10} height={20} />;
  const fold = foldOf(width, window.innerWidth);
  const look = { fold, wide: width >= 1_150, now };
  const widths = columnWidths(fold, width);
  const slots = sortSlots(portfolio.slots, sort).filter((slot) => isMeant(slot, filter));
  const bench = sortBench(portfolio.bench, sort).filter((row) => isMeant(row, filter));
  const first = chosen ?? slots[0]?.key ?? bench[0]?.key ?? null;
  const reachOf = (symbol: string): RowReach => (symbol !== first ? 'none' : chosen === null ? 'first' : 'chosen');
  const most = largestResult(portfolio.slots);
  const before = widths.slots.indexOf(null);
  const free = filter === '' ? Math.max(0, status.slots - portfolio.slots.length) : 0;
  const span = trendSpan(portfolio.slots[0]?.trend ?? { at: [], score: [], change: null }) ?? spanWords(WEEK);
  return (
    <Scroll ref={ref}>
      <SlotTable aria-label={say('Slots')}>
        <Columns widths={widths.slots} />
        <SlotHeads fold={fold} sort={sort} onSort={onSort} span={span} cap={status.cap} />
        <tbody>
          {slots.map((slot) => (
            <SlotRow
              key={slot.key}
              slot={slot}
              cap={status.cap}
              most={most}
              reach={reachOf(slot.key)}
              hot={hot.has(slot.key)}
              actions={actions}
              {...look}
            />
          ))}
          {Array.from({ length: free }, (_, index) => (
            <EmptySlotRow key={index} rank={portfolio.slots.length + index + 1} columns={widths.slots.length} />
          ))}
        </tbody>
        {portfolio.slots.length > 0 && <TotalsRow status={status} fold={fold} most={most} before={before} />}
      </SlotTable>
      {portfolio.slots.length === 0 && <FirstRun portfolio={portfolio} onWish={onWish} />}
      <BenchTable {...{ bench, status, coinOf, hot, actions, ...look }} widths={widths.bench} reachOf={reachOf} />
    </Scroll>
  );
}

/** Who is in and who wants in: the eye enters at the orange line, where the next change happens. */
export function SlotsPanel(props: SlotsPanelProps) {
  const { portfolio, filter, onFilter, filterRef, onWish } = props;
  const { status, source, loading } = portfolio;
  return (
    <Panel
      label={say('Ten slots')}
      source={source}
      className="slots"
      header={<SlotsHead {...{ portfolio, filter, onFilter, filterRef, onWish }} />}
    >
      {loading ? (
        <LoadingRows rows={10} height={20} />
      ) : status?.managed === false ? (
        <EmptyNote title={say('No portfolio is kept here')}>{say('Every configured symbol may be traded.')}</EmptyNote>
      ) : (
        <Tables {...props} />
      )}
    </Panel>
  );
}
