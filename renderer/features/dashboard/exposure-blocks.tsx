import { styled } from '@mui/material/styles';
import type { OverviewView } from '#shared/contract/portfolio.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { valueShares } from '#renderer/charts/value-shares.ts';
import { formatAmount, formatPercent } from '#renderer/ui/format.ts';
import { rich } from '#renderer/ui/rich.tsx';
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

interface Shade {
  readonly background: string;
  readonly color: string;
}

/** Full colour for the largest of a side, weaker for those behind it; the ink changes with it, to stay readable. */
function shadeOf(side: 'long' | 'short', rank: number): Shade {
  const colour = side === 'long' ? tone.king : tone.ember;
  if (rank === 0) return { background: colour, color: tone.kingInk };
  const strength = Math.max(40, 66 - rank * 5);
  return { background: `color-mix(in srgb, ${colour} ${String(strength)}%, ${tone.panel})`, color: tone.text };
}

/** Exposure by symbol, widths by value: longs in blue, shorts in ember, named where there is room. */
export function ExposureBlocks({ overview }: { readonly overview: OverviewView }) {
  const { exposure } = overview;
  if (exposure === null)
    return <Caption>{say('Exposure is not known: {reason}', { reason: told(overview.reason) })}</Caption>;
  const shares = valueShares(exposure.bySymbol.map(({ value }) => value));
  const held = exposure.bySymbol
    .map((symbol, index) => ({ ...symbol, share: shares[index] ?? 0 }))
    .sort((a, b) => a.side.localeCompare(b.side) || b.share - a.share);
  const longs = held.filter(({ side }) => side === 'long').length;
  if (held.length === 0) return <Caption style={{ paddingTop: 12 }}>{say('Flat. Nothing is exposed.')}</Caption>;
  return (
    <>
      <Blocks
        role="img"
        aria-label={say('Long {long}, short {short} USDT', {
          long: formatAmount(exposure.long),
          short: formatAmount(exposure.short),
        })}
      >
        {held.map(({ symbol, coin, value, side, share }, index) => (
          <span
            key={symbol}
            title={say('{coin} {side, select, long {long} other {short}} {value} USDT', {
              coin,
              side,
              value: formatAmount(value, { sign: 'never' }),
            })}
            style={{ flex: `${String(share)} 1 0`, ...shadeOf(side, side === 'long' ? index : index - longs) }}
          >
            {share > 0.075 ? coin : ''}
          </span>
        ))}
      </Blocks>
      <Caption>
        <span>
          {rich('Long {value}', { value: <b>{formatAmount(exposure.long, { decimals: 0, sign: 'never' })}</b> })}
        </span>
        <span>{rich('Net {value}', { value: <b>{formatPercent(exposure.net, 1)}</b> })}</span>
        <span>
          {rich('Short {value}', { value: <b>{formatAmount(exposure.short, { decimals: 0, sign: 'never' })}</b> })}
        </span>
      </Caption>
    </>
  );
}
