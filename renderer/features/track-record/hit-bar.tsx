import { styled } from '@mui/material/styles';
import { formatPercent } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { Reliability } from '#shared/domain/reliability.ts';
import { say } from '#shared/language/words.ts';
import type { BaseLine } from './track-words.ts';

const Track = styled('div')({
  position: 'relative',
  height: 16,
  '&::before': {
    content: '""',
    position: 'absolute',
    inset: '4px 0',
    borderRadius: 2,
    background: tone.track,
  },
  '& > i': { position: 'absolute' },
  '& > i.fill': { top: 4, bottom: 4, left: 0, borderRadius: 2, background: tone.ind2 },
  '& > i.range': {
    top: 3,
    bottom: 3,
    borderLeft: `1.5px solid ${tone.text}`,
    borderRight: `1.5px solid ${tone.text}`,
    background: `linear-gradient(${tone.text}, ${tone.text}) center / 100% 1.5px no-repeat`,
  },
  '& > i.line': { top: 0, bottom: 0, width: 0, borderLeft: `2px dotted ${tone.warn}` },
});

const percent = (share: number): string => `${String(share * 100)}%`;

interface HitBarProps {
  readonly rate: Pick<Reliability, 'rate' | 'lower' | 'upper'>;
  readonly line: BaseLine | null;
}

/** A hit rate from 0 to 100 %: the bar is the rate, the whiskers its interval, the dotted line what it is held against. */
export function HitBar({ rate, line }: HitBarProps) {
  const values = {
    rate: formatPercent(rate.rate, 1),
    lower: formatPercent(rate.lower, 1),
    upper: formatPercent(rate.upper, 1),
  };
  const label =
    line === null
      ? say('{rate}, interval {lower} to {upper}', values)
      : say('{rate}, interval {lower} to {upper}, {line} {lineRate}', {
          ...values,
          line: line.name,
          lineRate: formatPercent(line.rate, 1),
        });
  return (
    <Track role="img" aria-label={label} title={label}>
      <i className="fill" style={{ width: percent(rate.rate) }} />
      <i className="range" style={{ left: percent(rate.lower), width: percent(rate.upper - rate.lower) }} />
      {line !== null && <i className="line" style={{ left: percent(line.rate) }} />}
    </Track>
  );
}
