import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type KeyboardEvent } from 'react';
import type { JournalRecord } from '#shared/contract/journal.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { formatClock, formatDay } from '#renderer/ui/format-time.ts';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { groupOf, summaryOf } from './record-words.ts';

const ROW = 28;

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  position: 'relative',
  outlineOffset: '-2px !important',
});

const Row = styled('div')({
  position: 'absolute',
  insetInline: 0,
  height: ROW,
  display: 'grid',
  gridTemplateColumns: '74px 118px 150px 150px minmax(0, 1fr)',
  gap: 12,
  alignItems: 'center',
  padding: '0 16px',
  fontSize: 12,
  borderBottom: `1px solid ${tone.lineSoft}`,
  cursor: 'pointer',
  whiteSpace: 'nowrap',
  '& em': { fontStyle: 'normal', fontWeight: 400, color: tone.text3 },
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '&:hover': { background: tone.kingSoft },
  '&[aria-selected=true]': { background: tone.kingSoft, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '@media (max-width: 1319px)': { gridTemplateColumns: '72px 112px 130px 120px minmax(0, 1fr)', gap: 10 },
});

interface RecordRowProps {
  readonly record: JournalRecord;
  readonly chosen: boolean;
  readonly top: number;
  readonly onChoose: (seq: number) => void;
}

const RecordRow = memo(function RecordRow({ record, chosen, top, onChoose }: RecordRowProps) {
  const group = groupOf(record.type);
  return (
    <Row
      id={`record-${String(record.seq)}`}
      role="option"
      aria-selected={chosen}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={() => onChoose(record.seq)}
    >
      <span style={{ textAlign: 'right', color: tone.text3 }}>{formatCount(record.seq)}</span>
      <span style={{ color: tone.text2 }}>
        {formatDay(record.ts)} {formatClock(record.ts)}
      </span>
      <span style={{ fontWeight: 600 }}>
        <em data-verbatim>{group}</em>
        {record.type.slice(group.length)}
      </span>
      <span data-verbatim="" title={record.subject}>
        {record.subject}
      </span>
      <span data-verbatim="" style={{ fontFamily: FONT_MONO, fontSize: 11, color: tone.text2 }}>
        {summaryOf(record)}
      </span>
    </Row>
  );
});

interface RecordListProps {
  readonly records: readonly JournalRecord[];
  readonly chosen: number | null;
  readonly onChoose: (seq: number) => void;
  /** The end of what is loaded came into sight. */
  readonly onEnd: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 };

/** The records as a list that draws only what is in sight. */
export function RecordList({ records, chosen, onChoose, onEnd }: RecordListProps) {
  const ref = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => ref.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastSeen >= records.length - 30) onEnd();
  }, [lastSeen, records.length, onEnd]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || records.length === 0) return;
    event.preventDefault();
    const now = records.findIndex(({ seq }) => seq === chosen);
    const next = Math.max(0, Math.min(records.length - 1, now + step));
    const record = records[next];
    if (record === undefined) return;
    onChoose(record.seq);
    virtual.scrollToIndex(next);
  };
  return (
    <Scroll
      ref={ref}
      role="listbox"
      tabIndex={0}
      aria-label={say('Journal records, newest first')}
      aria-activedescendant={chosen === null ? undefined : `record-${String(chosen)}`}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => {
          const record = records[index];
          if (record === undefined) return null;
          return (
            <RecordRow
              key={record.seq}
              record={record}
              chosen={record.seq === chosen}
              top={start}
              onChoose={onChoose}
            />
          );
        })}
      </div>
    </Scroll>
  );
}
