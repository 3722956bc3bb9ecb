import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ConsoleSignal } from '#shared/contract/signal.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { COLUMNS, ConsoleRow } from './console-row.tsx';
import { useRowKeys } from './use-row-keys.ts';

const ROW = 52;
/** The next page is fetched when this few rows are left below. */
const AHEAD = 15;

const Scroll = styled('div')({ flex: 1, minHeight: 0, overflow: 'auto', position: 'relative' });
const Place = styled('div')({ position: 'absolute', insetInline: 0, top: 0 });
const Heads = styled('div')({
  display: 'grid',
  gridTemplateColumns: COLUMNS,
  gap: 12,
  flex: 'none',
  padding: '0 16px',
  height: 26,
  alignItems: 'center',
  fontSize: 11,
  color: tone.text3,
  borderBottom: `1px solid ${tone.line}`,
});

interface ConsoleListProps {
  readonly rows: readonly ConsoleSignal[];
  /** True while these are rows of the filter before. */
  readonly busy: boolean;
  /** The end of what is loaded came near. */
  readonly onEnd: () => void;
}

/** The signals as rows; only those in sight are drawn. Up and down walk them, Enter explains one. */
export function ConsoleList({ rows, busy, onEnd }: ConsoleListProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { open } = useExplain();
  const now = useHostNow();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => ref.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.signal.key ?? index,
    overscan: 8,
  });
  const { at, list, onKeyDown } = useRowKeys(rows.length, (index) => virtual.scrollToIndex(index));
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= rows.length - AHEAD) onEnd();
  }, [last, rows.length, onEnd]);
  return (
    <>
      <Heads aria-hidden>
        <span>UTC</span>
        <span>{say('Symbol')}</span>
        <span>{say('Source')}</span>
        <span style={{ textAlign: 'right' }}>{say('Score')}</span>
        <span>{say('Way so far')}</span>
        <span>{say('Became')}</span>
        <span>{say('Why, with its numbers')}</span>
      </Heads>
      <Scroll ref={ref}>
        <div
          ref={list}
          role="list"
          aria-label={say('Signals, newest first')}
          aria-busy={busy}
          style={{ height: virtual.getTotalSize(), position: 'relative', opacity: busy ? 0.6 : 1 }}
          onKeyDown={onKeyDown}
        >
          {items.map(({ index, key, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <Place
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                role="listitem"
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                <ConsoleRow row={row} now={row.waitsUntil === null ? null : now} current={index === at} onOpen={open} />
              </Place>
            );
          })}
        </div>
      </Scroll>
    </>
  );
}
