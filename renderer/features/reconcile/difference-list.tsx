import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNow } from '#renderer/data/use-now.ts';
import type { DifferenceView } from '#shared/contract/reconcile.ts';
import { say } from '#shared/language/words.ts';
import { DifferenceCard } from './difference-card.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { AdoptDialog } from './adopt-dialog.tsx';
import { useDecision } from './use-decision.ts';

const Scroll = styled('div')({ flex: 1, minHeight: 0, overflow: 'auto', position: 'relative' });
const Place = styled('div')({ position: 'absolute', insetInline: 0, top: 0 });

const CARD = 172;

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Moves the focus card by card; Tab reaches the choices inside. */
function useCardKeys(count: number, scrollTo: (index: number) => void) {
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const at = Math.min(current, count - 1);
  // The card may not be drawn yet when the key is pressed: it gets the focus as soon as it is.
  useEffect(() => {
    if (wanted.current === null) return;
    const card = list.current?.querySelector<HTMLElement>(`[data-index="${String(wanted.current)}"] > article`);
    if (card === undefined || card === null) return;
    wanted.current = null;
    card.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || !(event.target as HTMLElement).matches('article')) return;
    event.preventDefault();
    const next = step(at, count - 1);
    wanted.current = next;
    setCurrent(next);
    scrollTo(next);
  };
  return { at, list, onKeyDown };
}

/** The differences as cards; only those in sight are drawn. */
export function DifferenceList({ rows }: { readonly rows: readonly DifferenceView[] }) {
  const ref = useRef<HTMLDivElement>(null);
  const now = useNow();
  const decision = useDecision();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => ref.current,
    estimateSize: () => CARD,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 4,
  });
  const { at, list, onKeyDown } = useCardKeys(rows.length, (index) => virtual.scrollToIndex(index));
  return (
    <Scroll ref={ref}>
      <div
        ref={list}
        role="list"
        aria-label={say('Differences between us and the venue')}
        style={{ height: virtual.getTotalSize(), position: 'relative' }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
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
              <DifferenceCard
                difference={row}
                now={now}
                current={index === at}
                sending={decision.sending.has(row.key)}
                failure={decision.failures.get(row.key) ?? null}
                onChoose={(choice) => decision.choose(row, choice)}
              />
            </Place>
          );
        })}
      </div>
      <CloseDialog asked={decision.closing} onConfirm={decision.close} onCancel={decision.dismiss} />
      <AdoptDialog asked={decision.planning} onConfirm={decision.adopt} onCancel={decision.dismiss} />
    </Scroll>
  );
}
