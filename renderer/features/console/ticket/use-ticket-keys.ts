import type { RefObject } from 'react';
import { say, sayAs } from '#shared/language/words.ts';
import { useConsoleKey } from '../console-keys.ts';
import { useDraft, type DraftKind } from '../draft.ts';
import { stepTicks } from '../on-tick.ts';
import { useOrderStart } from './use-entry-price.ts';

interface TicketKeys {
  readonly sizeRef: RefObject<HTMLInputElement | null>;
  readonly entryRef: RefObject<HTMLInputElement | null>;
  readonly tick: string;
  readonly mark: string;
  readonly onSend: () => void;
  readonly onPassing: () => void;
  readonly onChange: () => void;
}

export const KINDS: readonly { readonly value: DraftKind; readonly label: string }[] = [
  { value: 'market', label: sayAs('order', 'Market') },
  { value: 'limit', label: sayAs('order', 'Limit') },
  { value: 'stop-market', label: sayAs('order', 'Stop') },
  { value: 'stop-limit', label: sayAs('order', 'Stop-limit') },
];

const TEN = 10;

/** Moves the entry's own price by ticks: the limit, else the trigger; a market entry has none. */
function nudge(steps: number, tick: string, mark: string): void {
  const { kind, price, trigger, patch } = useDraft.getState();
  if (kind === 'market' || tick === '') return;
  const name = kind === 'stop-market' || (kind === 'stop-limit' && trigger === '') ? 'trigger' : 'price';
  const next = stepTicks((name === 'price' ? price : trigger) || mark, tick, steps);
  if (next !== null) patch({ [name]: next, active: true });
}

const focus = (ref: RefObject<HTMLInputElement | null>): void => {
  ref.current?.focus();
  ref.current?.select();
};

/** The ticket's keys. */
export function useTicketKeys({ sizeRef, entryRef, tick, mark, onSend, onPassing, onChange }: TicketKeys): void {
  const { start, choose } = useOrderStart();
  const clear = useDraft((state) => state.clear);
  useConsoleKey('b', say('Buy / long'), () => start('buy'));
  useConsoleKey('s', say('Sell / short'), () => start('sell'));
  useConsoleKey('Alt+1', sayAs('order', 'Market'), () => choose('market'));
  useConsoleKey('Alt+2', sayAs('order', 'Limit'), () => choose('limit'));
  useConsoleKey('Alt+3', sayAs('order', 'Stop'), () => choose('stop-market'));
  useConsoleKey('Alt+4', sayAs('order', 'Stop-limit'), () => choose('stop-limit'));
  useConsoleKey('q', sayAs('order', 'Size'), () => focus(sizeRef));
  useConsoleKey('e', say('Entry price'), () => focus(entryRef));
  useConsoleKey('ArrowUp', say('Entry one tick up'), () => nudge(1, tick, mark));
  useConsoleKey('ArrowDown', say('Entry one tick down'), () => nudge(-1, tick, mark));
  useConsoleKey('Shift+ArrowUp', say('Entry ten ticks up'), () => nudge(TEN, tick, mark));
  useConsoleKey('Shift+ArrowDown', say('Entry ten ticks down'), () => nudge(-TEN, tick, mark));
  useConsoleKey('Ctrl+Enter', say('Send'), onSend);
  useConsoleKey('u', say('Use the largest size that passes'), onPassing);
  useConsoleKey('Escape', say('Clear the order'), () => {
    clear();
    onChange();
  });
}
