import { memo } from 'react';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useAssumed } from '#renderer/data/use-assumed.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { AssumedMark } from '#renderer/ui/assumed-mark.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatCount, formatPercent, formatPrice, formatQuantity, formatR } from '#renderer/ui/format.ts';
import { formatSpan } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { PositionRail } from './position-rail.tsx';

function StopCover({ position }: { readonly position: PositionView }) {
  const { lots, stopLots } = position;
  const share = lots === 0 ? 0 : Math.min(1, stopLots / lots);
  const colour = share >= 1 ? tone.up : share > 0 ? tone.warn : tone.down;
  return (
    <>
      <span
        style={{
          display: 'flex',
          alignItems: 'center',
          gap: 8,
          color: share >= 1 ? undefined : colour,
          fontWeight: 600,
        }}
      >
        <span style={{ width: 46, height: 5, borderRadius: 3, background: tone.track, flex: 'none' }} aria-hidden>
          <i
            style={{
              display: 'block',
              height: 5,
              borderRadius: 3,
              width: `${String(share * 100)}%`,
              background: colour,
            }}
          />
        </span>
        {stopLots === 0 ? say('no stop') : formatPercent(share, 0)}
      </span>
      <small style={share >= 1 ? undefined : { color: colour }}>
        {say('{part} of {whole}', { part: formatCount(stopLots), whole: formatCount(lots) })}
      </small>
    </>
  );
}

interface PositionRowProps {
  readonly position: PositionView;
  /** The host's clock, ms since 1970. */
  readonly now: number | null;
}

/** The minute the age of a position is shown in; the row need not render between two. */
const minute = (now: number | null): number => Math.floor((now ?? 0) / 60_000);

/** One position; opens the explanation of the signal that made it. */
export const PositionRow = memo(
  function PositionRow({ position, now }: PositionRowProps) {
    const assumed = useAssumed().get(position.key);
    const { open } = useExplain();
    const { coin, side, priceDecimals: decimals, signalId } = position;
    const explain = signalId === null ? undefined : () => open(signalId);
    return (
      <tr
        data-link={explain !== undefined}
        tabIndex={explain === undefined ? undefined : 0}
        title={explain === undefined ? undefined : say('Why is this held?')}
        onClick={explain}
        onKeyDown={(event) => {
          if (event.key === 'Enter') explain?.();
        }}
      >
        <td>
          <b>{coin}</b>{' '}
          <span style={{ color: side === 'long' ? tone.up : tone.down, fontWeight: 500 }}>
            {side === 'long' ? sayAs('side', 'Long') : sayAs('side', 'Short')}
          </span>
          <small>
            {now === null ? '–' : formatSpan(now - position.openedAt)} <AssumedMark fields={assumed} short />
          </small>
        </td>
        <td data-right>
          <b>
            {formatQuantity(position.quantity)} {coin}
          </b>
          <small>{formatAmount(position.value, { sign: 'never' })}</small>
        </td>
        <td data-right>
          {formatPrice(position.mark, decimals)}
          <small>{formatPrice(position.entry, decimals)}</small>
        </td>
        <td data-right>
          <b style={{ fontWeight: 500 }}>
            <AmountDelta amount={position.open} />
          </b>
          <small style={{ color: tone.text2 }}>{formatR(position.r)}</small>
        </td>
        <td className="rail">
          <PositionRail position={position} />
        </td>
        <td>
          <StopCover position={position} />
        </td>
        <td data-right className="liquidation">
          {formatPercent(position.liquidationDistance, 1)}
          <small>{formatPrice(position.liquidation, decimals)}</small>
        </td>
      </tr>
    );
  },
  (before, after) => before.position === after.position && minute(before.now) === minute(after.now),
);
