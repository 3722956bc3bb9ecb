import { styled } from '@mui/material/styles';
import { formatAge, formatMoment } from './format-time.ts';
import { Tag } from './tag.tsx';
import { tone } from './theme/tokens.ts';

export type Provenance = 'measured' | 'estimated' | 'simulated';

const Age = styled('span')({ fontSize: 11, color: tone.text3, whiteSpace: 'nowrap', minWidth: 34, textAlign: 'right' });

interface DataMarkProps {
  readonly provenance: Provenance | null;
  /** Leaves the tag out where another one near says the same. */
  readonly untagged?: boolean;
  /** When the data were true, ms since 1970; null when not known. */
  readonly asOf: number | null;
  /** The clock to measure the age against, ms since 1970; null when not known. */
  readonly now: number | null;
}

const WORDS = { measured: 'Measured', estimated: 'Estimated', simulated: 'Simulated' } as const;

/** How a panel's figures came to be and how old they are: the tag is absent for what was measured. */
export function DataMark({ provenance, asOf, now, untagged = false }: DataMarkProps) {
  const word = provenance === null ? 'Origin not known' : WORDS[provenance];
  const title = asOf === null ? word : `${word}, as of ${formatMoment(asOf)} UTC`;
  return (
    <>
      {!untagged && provenance === 'simulated' && <Tag tone="sim">SIMULATED</Tag>}
      {!untagged && provenance === 'estimated' && <Tag tone="ember">ESTIMATED</Tag>}
      <Age title={title}>{asOf === null || now === null ? '–' : formatAge(now - asOf)}</Age>
    </>
  );
}
