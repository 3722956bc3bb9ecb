import { styled } from '@mui/material/styles';
import { say } from '#shared/language/words.ts';
import { formatAge } from './format-time.ts';
import { KIND_WORDS } from './origin-kinds.ts';
import { OriginMark, type OriginProps } from './origin-mark.tsx';
import type { Provenance } from './origin-world.ts';
import { Tag } from './tag.tsx';

const Age = styled('span')({ minWidth: 34, textAlign: 'right' });

interface DataMarkProps extends Omit<OriginProps, 'kind' | 'label'> {
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
    <OriginMark {...origin} kind={KIND_WORDS[provenance ?? 'unknown']}>
      {!untagged && provenance === 'simulated' && <Tag tone="sim">{say('SIMULATED')}</Tag>}
      {!untagged && provenance === 'estimated' && <Tag tone="ember">{say('ESTIMATED')}</Tag>}
      <Age>{asOf === null || now === null ? '–' : formatAge(now - asOf)}</Age>
    </OriginMark>
  );
}
