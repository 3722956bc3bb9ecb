import { useMemo } from 'react';
import { TimeChart } from '#renderer/charts/time-chart.tsx';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { CellExplanation } from '#shared/contract/score.ts';
import { say } from '#shared/language/words.ts';
import { Part } from './cell-part.tsx';

interface CellHistoryProps {
  readonly found: CellExplanation;
  readonly coin: string;
  readonly scale: SignalScale;
}

const print = (value: number): string => formatNumber(value, 0, 'always');

/** The last 24 hours of one cell with its entry bars. */
export function CellHistory({ found, coin, scale }: CellHistoryProps) {
  const { history, threshold, score, cell } = found;
  const colour = scale.colours[(score?.score ?? 0) < 0 ? 0 : scale.colours.length - 1] ?? '#888888';
  const ts = useMemo(() => Float64Array.from(history, (point) => point.ts), [history]);
  const panes = useMemo(
    () => [
      {
        name: say('Score'),
        values: Float64Array.from(history, (point) => point.score),
        share: 1,
        baseline: 0,
        levels: [threshold, -threshold],
        line: colour,
        fill: `${colour}33`,
        format: print,
      },
    ],
    [history, threshold, colour],
  );
  return (
    <Part style={{ flex: 1, minHeight: 150, display: 'flex', flexDirection: 'column' }}>
      <h3>
        {say('Last 24 h')}{' '}
        <small>{history.length < 2 ? '' : say('entry bars ±{bar} dashed', { bar: formatNumber(threshold, 0) })}</small>
      </h3>
      {history.length < 2 ? (
        <p style={{ fontSize: 12 }}>{say('Fewer than two scores have been kept yet.')}</p>
      ) : (
        <TimeChart
          ts={ts}
          panes={panes}
          axisWidth={36}
          label={say('Score of {coin} on {timeframe}, last 24 hours', { coin, timeframe: cell.timeframe })}
        />
      )}
    </Part>
  );
}
