import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { tone } from './theme/tokens.ts';

/** What the fields of a contract's specification are called. */
const FIELDS: Readonly<Record<string, string>> = {
  tickSize: say('tick'),
  lotSize: say('lot'),
  maxOrderLots: say('largest order'),
  makerFeePpm: say('maker fee'),
  takerFeePpm: say('taker fee'),
  maxLeverage: say('highest leverage'),
  maintenanceTiers: say('maintenance tiers'),
  fundingIntervalMs: say('funding interval'),
};

/** A field of a specification in words. */
export const fieldWords = (name: string): string => FIELDS[name] ?? told(name);

interface AssumedMarkProps {
  /** Names of the fields no record gives; nothing is shown without any. */
  readonly fields: readonly string[] | undefined;
  /** A sign instead of the word, where a table has no room; the word is its label. */
  readonly short?: boolean;
}

/** Says that a contract's specification is partly assumed: such a contract trades in simulation only. */
export function AssumedMark({ fields, short }: AssumedMarkProps) {
  if (fields === undefined || fields.length === 0) return null;
  const title = say('ASSUMED: no record gives {fields}', { fields: fields.map(fieldWords).join(', ') });
  return (
    <span title={title} aria-label={short === true ? title : undefined} style={{ color: tone.ember, fontWeight: 600 }}>
      {short === true ? '≈' : say('ASSUMED')}
    </span>
  );
}
