import { styled } from '@mui/material/styles';
import { say } from '#shared/language/words.ts';
import { formatAge } from './format-time.ts';
import { OriginMark, type OriginProps } from './origin-mark.tsx';
import { Tag } from './tag.tsx';

export type Provenance = 'measured' | 'estimated' | 'simulated';

const Age = styled('span')({ minWidth: 34, textAlign: 'right' });

const KINDS = {
  measured: say('Measured: told by a source or counted by this program, not modelled.'),
  estimated: say('Estimated: worked out by a model from what is known. It can be wrong.'),
  simulated: say('Simulated: it rests on made-up prices or fills. No money is behind it.'),
} as const;
const NOT_KNOWN = say('How it came to be is not known yet.');

interface DataMarkProps extends Omit<OriginProps, 'kind'> {
  readonly provenance: Provenance | null;
  /** Leaves the tag out where another one near says the same. */
  readonly untagged?: boolean;
}

/**
 * How a panel's figures came to be and how old they are; pressed, it says where they come from. The tag is absent for what
 * was measured.
 */
export function DataMark({ provenance, untagged = false, ...origin }: DataMarkProps) {
  const { asOf, now } = origin;
  return (
    <OriginMark {...origin} kind={provenance === null ? NOT_KNOWN : KINDS[provenance]}>
      {!untagged && provenance === 'simulated' && <Tag tone="sim">{say('SIMULATED')}</Tag>}
      {!untagged && provenance === 'estimated' && <Tag tone="ember">{say('ESTIMATED')}</Tag>}
      <Age>{asOf === null || now === null ? '–' : formatAge(now - asOf)}</Age>
    </OriginMark>
  );
}
