import { CandleChart } from '#renderer/charts/candle-chart.tsx';
import { formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';

/** What the signal saw and asked for: candles, entry, stop, target. */
export function PricePanel({ explanation }: { readonly explanation: SignalExplanation }) {
  const { candles, prices, signal } = explanation;
  const risk = Math.abs(prices.entry - prices.stop);
  const reward = risk > 0 ? Math.abs(prices.target - prices.entry) / risk : null;
  const note = [
    say('stop {risk} away', { risk: formatPercent(risk / prices.entry, 2) }),
    ...(reward === null ? [] : [say('target {reward} R', { reward: reward.toFixed(1) })]),
    say('paler after the signal'),
  ].join(' · ');
  const label = say('{coin} {timeframe} candles with entry {entry}, stop {stop}, target {target}', {
    coin: signal.coin,
    timeframe: signal.timeframe,
    entry: formatPrice(prices.entry, prices.decimals),
    stop: formatPrice(prices.stop, prices.decimals),
    target: formatPrice(prices.target, prices.decimals),
  });
  return (
    <Panel
      label={say('Price')}
      origin={EXPLAIN_ORIGINS.price}
      header={<PanelHead title={`${signal.coin} · ${signal.timeframe}`} note={note} />}
    >
      {candles.ts.length === 0 ? (
        <EmptyNote title={say('No candles are stored around this signal')} />
      ) : (
        <CandleChart candles={candles} levels={prices} decimals={prices.decimals} at={signal.at} label={label} />
      )}
    </Panel>
  );
}
