import { styled } from '@mui/material/styles';
import type { OverviewView } from '#shared/contract/portfolio.ts';
import { valueShares } from '#renderer/charts/value-shares.ts';
import { formatAmount, formatPercent } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';

const Blocks = styled('div')({
  display: 'flex',
  gap: 2,
  height: 24,
  margin: '12px 16px 6px',
  '& span': {
    minWidth: 4,
    borderRadius: 3,
    display: 'grid',
    placeContent: 'center',
    overflow: 'hidden',
    fontSize: 10.5,
    fontWeight: 700,
    color: tone.kingInk,
  },
});

const Caption = styled('p')({
  display: 'flex',
  justifyContent: 'space-between',
  padding: '0 16px 4px',
  fontSize: 11,
  color: tone.text2,
  '& b': { fontWeight: 600, color: tone.text },
});

/** Shades of one colour, strongest for the largest. */
const shade = (side: 'long' | 'short', index: number): string => {
  const colour = side === 'long' ? tone.king : tone.ember;
  return `color-mix(in srgb, ${colour} ${String(Math.max(55, 100 - index * 9))}%, ${tone.panel})`;
};

/** Exposure by symbol, widths by value: longs in blue, shorts in ember, named where there is room. */
export function ExposureBlocks({ overview }: { readonly overview: OverviewView }) {
  const { exposure } = overview;
  if (exposure === null) return <Caption>Exposure is not known: {overview.reason}</Caption>;
  const shares = valueShares(exposure.bySymbol.map(({ value }) => value));
  const held = exposure.bySymbol
    .map((symbol, index) => ({ ...symbol, share: shares[index] ?? 0 }))
    .sort((a, b) => a.side.localeCompare(b.side) || b.share - a.share);
  if (held.length === 0) return <Caption style={{ paddingTop: 12 }}>Flat. Nothing is exposed.</Caption>;
  return (
    <>
      <Blocks role="img" aria-label={`Long ${formatAmount(exposure.long)}, short ${formatAmount(exposure.short)} USDT`}>
        {held.map(({ symbol, coin, value, side, share }, index) => (
          <span
            key={symbol}
            title={`${coin} ${side} ${formatAmount(value, { sign: 'never' })} USDT`}
            style={{ flex: `${String(share)} 1 0`, background: shade(side, index % 6) }}
          >
            {share > 0.075 ? coin : ''}
          </span>
        ))}
      </Blocks>
      <Caption>
        <span>
          Long <b>{formatAmount(exposure.long, { decimals: 0, sign: 'never' })}</b>
        </span>
        <span>
          Net <b>{formatPercent(exposure.net, 1)}</b>
        </span>
        <span>
          Short <b>{formatAmount(exposure.short, { decimals: 0, sign: 'never' })}</b>
        </span>
      </Caption>
    </>
  );
}
