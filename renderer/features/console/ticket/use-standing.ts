import type { StatusView } from '#shared/contract/system.ts';
import { useConnection } from '#renderer/data/data-context.tsx';
import { useRowPart, useRows } from '#renderer/data/use-rows.ts';
import { lockWords, placeOf } from './send-words.ts';

/** How the account stands towards orders. */
export interface Standing {
  /** True where orders are real. */
  readonly live: boolean;
  /** What keeps entries back, whatever they are; null when nothing does. */
  readonly lock: { readonly title: string; readonly sentence: string } | null;
  /** Closing works in every trading state. */
  readonly mayClose: boolean;
  /** Where orders go, in words. */
  readonly place: string;
}

/** What the ticket needs to know of the host: it does not change with its beats. */
export interface StatusPart extends Pick<StatusView, 'mode' | 'simulated'> {
  readonly journal: Pick<StatusView['journal'], 'readOnly'>;
  readonly trading: Pick<StatusView['trading'], 'state' | 'cause'>;
}

const statusPart = ({ mode, simulated, journal, trading }: StatusView): StatusPart => ({
  mode,
  simulated,
  journal: { readOnly: journal.readOnly },
  trading: { state: trading.state, cause: trading.cause },
});

export const useStatusPart = (): StatusPart | null => useRowPart('status', 'status', statusPart);

export function useStanding(status: StatusPart | null): Standing {
  const accounts = useRows('accounts').rows;
  const connected = useConnection().phase !== 'lost';
  if (status === null) return { live: false, lock: null, mayClose: false, place: ' ' };
  return {
    live: status.mode === 'live',
    lock: lockWords(status, connected),
    mayClose: connected && !status.journal.readOnly,
    place: placeOf(status, accounts),
  };
}
