import { useRow } from '#renderer/data/use-rows.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { StatusView } from '#shared/contract/system.ts';
import { MODE_TAGS } from '#renderer/ui/trading-words.ts';
import { say } from '#shared/language/words.ts';

/** The word of a mode; a mode whose fills are not real says so in the first place. */
export const modeWord = ({ mode, simulated }: Pick<StatusView, 'mode' | 'simulated'>): string =>
  mode === 'demo' && simulated ? say('SIMULATED') : MODE_TAGS[mode];

/** Violet while nothing real can be traded; red in live mode. */
export function ModePill() {
  const { row } = useRow('status');
  if (row === null) return null;
  const title = row.simulated
    ? say('Fills are simulated; no order reaches an exchange')
    : say('Orders reach the exchange');
  return (
    <Tag round tone={row.simulated ? 'sim' : 'down'} title={title}>
      {modeWord(row)}
    </Tag>
  );
}
