import { styled } from '@mui/material/styles';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { formatPrice } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { railOf } from './rail-math.ts';

const Rail = styled('div')({
  position: 'relative',
  height: 12,
  minWidth: 120,
  '& i': { position: 'absolute', display: 'block' },
  '& .track': { left: 0, right: 0, top: 4, height: 4, borderRadius: 2, background: tone.track },
  '& .end': { top: 1, width: 2, height: 10, borderRadius: 1 },
  '& .way': { top: 4, height: 4 },
  '& .entry': { top: 2, width: 2, height: 8, background: tone.text2 },
  '& .mark': { top: 2, width: 8, height: 8, marginLeft: -4, borderRadius: 4, background: tone.text },
});

const Ends = styled('small')({ '&&': { display: 'flex', justifyContent: 'space-between', marginTop: 1 } });

const at = (share: number): string => `${String(share * 100)}%`;

/** The way from stop (left) to target (right), with entry, mark, and the part between them in the colour of its result. */
export function PositionRail({ position }: { readonly position: PositionView }) {
  const { stop, target, priceDecimals: decimals } = position;
  const rail = railOf(position);
  if (rail === null) {
    return (
      <small>
        {stop === null ? say('no stop') : say('stop {price}', { price: formatPrice(stop, decimals) })}
        {', '}
        {target === null ? say('no target') : say('target {price}', { price: formatPrice(target, decimals) })}
      </small>
    );
  }
  const from = Math.min(rail.entry, rail.mark);
  const length = Math.abs(rail.entry - rail.mark);
  return (
    <>
      <Rail
        role="img"
        aria-label={say('{percent} % of the way from stop to target', { percent: Math.round(rail.mark * 100) })}
      >
        <i className="track" />
        <i
          className="way"
          style={{ left: at(from), width: at(length), background: rail.winning ? tone.up : tone.down }}
        />
        <i className="end" style={{ left: 0, background: tone.down }} />
        <i className="end" style={{ right: 0, background: tone.up }} />
        <i className="entry" style={{ left: at(rail.entry) }} />
        <i className="mark" style={{ left: at(rail.mark) }} />
      </Rail>
      <Ends>
        <span>{formatPrice(stop, decimals)}</span>
        <span>{formatPrice(target, decimals)}</span>
      </Ends>
    </>
  );
}
