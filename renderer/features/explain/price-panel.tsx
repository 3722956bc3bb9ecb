import { CandleChart } from '#renderer/charts/candle-chart.tsx';
import { formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { SignalExplanation } from '#shared/contract/signal.ts';

/** What the signal saw and asked for: candles, entry, stop, target. */
export function PricePanel({ explanation }: { readonly explanation: SignalExplanation }) {
  const { candles, prices, signal } = explanation;
  const risk = Math.abs(prices.entry - prices.stop);
  const reward = risk > 0 ? Math.abs(prices.target - prices.entry) / risk : null;
  const note = [
    `stop ${formatPercent(risk / prices.entry, 2)} away`,
    ...(reward === null ? [] : [`target ${reward.toFixed(1)} R`]),
    'paler after the signal',
  ].join(' · ');
  const label = `${signal.coin} ${signal.timeframe} candles with entry ${formatPrice(prices.entry, prices.decimals)}, stop ${formatPrice(prices.stop, prices.decimals)}, target ${formatPrice(prices.target, prices.decimals)}`;
  return (
    <Panel label="Price" header={<PanelHead title={`${signal.coin} · ${signal.timeframe}`} note={note} />}>
      {candles.ts.length === 0 ? (
        <EmptyNote title="No candles are stored around this signal" />
      ) : (
        <CandleChart candles={candles} levels={prices} decimals={prices.decimals} at={signal.at} label={label} />
      )}
    </Panel>
  );
}
