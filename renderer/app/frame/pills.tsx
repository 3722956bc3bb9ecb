import { useRow } from '#renderer/data/use-rows.ts';
import { formatClock } from '#renderer/ui/format-time.ts';
import { Tag, type TagTone } from '#renderer/ui/tag.tsx';
import type { StatusView } from '#shared/contract/system.ts';

type TradingState = StatusView['trading']['state'];

const TRADING_TONES: Readonly<Record<TradingState, TagTone>> = { ACTIVE: 'up', REDUCING: 'warn', HALTED: 'down' };

/** The word of a mode; a mode whose fills are not real says so in the first place. */
export const modeWord = ({ mode, simulated }: Pick<StatusView, 'mode' | 'simulated'>): string =>
  mode === 'demo' && simulated ? 'SIMULATED' : mode.toUpperCase();

/** Violet while nothing real can be traded; red in live mode. */
export function ModePill() {
  const { row } = useRow('status');
  if (row === null) return null;
  const title = row.simulated ? 'Fills are simulated; no order reaches an exchange' : 'Orders reach the exchange';
  return (
    <Tag round tone={row.simulated ? 'sim' : 'down'} title={title}>
      {modeWord(row)}
    </Tag>
  );
}

/** Whether the machine trades, with the cause and since when. */
export function TradingPill() {
  const { row, status } = useRow('status');
  if (row === null) return null;
  const { state, cause, since } = row.trading;
  const known = status === 'live';
  const title = `${state} since ${formatClock(since)} UTC${cause === '' ? '' : `: ${cause}`}`;
  return (
    <Tag round dot tone={known ? TRADING_TONES[state] : 'neutral'} title={known ? title : `Last known: ${title}`}>
      {known ? state : `${state}?`}
    </Tag>
  );
}
