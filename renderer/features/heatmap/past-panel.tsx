import { styled } from '@mui/material/styles';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CellView } from '#shared/contract/score.ts';
import { say } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { Part } from './cell-part.tsx';
import type { Column } from './columns.ts';
import type { SymbolRow } from './row-order.ts';
import { seriesName } from './symbol-series.ts';

const ORIGIN = { from: say('Scores and opinions kept with each closed candle'), kind: 'model' } as const;

const Big = styled('div')({
  padding: '12px 16px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 12,
  color: tone.text2,
  '& strong': { display: 'block', fontSize: 38, lineHeight: 1.1, fontWeight: 600, letterSpacing: '-0.02em' },
});

const Then = styled(DataTable)({
  '& tbody td:first-of-type': { paddingLeft: 0 },
  '& tbody td:last-of-type': { paddingRight: 0 },
});

const Close = styled('button')({
  border: 0,
  background: 'none',
  color: tone.text3,
  fontSize: 15,
  cursor: 'pointer',
  padding: '2px 8px',
});

interface PastPanelProps {
  readonly row: SymbolRow;
  readonly column: Column;
  readonly at: number;
  readonly scale: SignalScale;
  /** What closes it; a panel of the whole past has nothing that does. */
  readonly onClose?: () => void;
}

interface ScoreThenProps {
  readonly score: number | null;
  readonly change: number | null;
  readonly scale: SignalScale;
}

/** `long 58 of 100`. */
function strengthWords(score: number): string {
  const strength = Math.round(Math.abs(score));
  if (strength === 0) return say('flat of 100');
  return score > 0 ? say('long {strength} of 100', { strength }) : say('short {strength} of 100', { strength });
}

function ScoreThen({ score, change, scale }: ScoreThenProps) {
  const colour = score === null ? tone.text3 : (scale.colours[score < 0 ? 0 : scale.colours.length - 1] ?? tone.text);
  return (
    <Big>
      <strong style={{ color: colour }}>{score === null ? UNKNOWN : formatNumber(score, 1, 'always')}</strong>
      {[
        score === null ? say('No score was known then.') : strengthWords(score),
        ...(change === null ? [] : [say('{change} in the hour before', { change: formatNumber(change, 1, 'always') })]),
      ].join(', ')}
    </Big>
  );
}

interface AgentsThenProps {
  readonly opinions: CellView['opinions'];
  /** The whole screen shows the past, not this cell alone. */
  readonly whole: boolean;
}

function AgentsThen({ opinions, whole }: AgentsThenProps) {
  return (
    <Part>
      <h3>
        {rich('Agents then <small>at the last closed candle</small>', { small: (inside) => <small>{inside}</small> })}
      </h3>
      <Then aria-label={say('Agents then')}>
        <tbody>
          {opinions.map(({ agent, opinion }) => (
            <tr key={agent} style={{ height: 26 }}>
              <td>{seriesName(agent)}</td>
              <td data-right style={opinion === null ? { color: tone.text3 } : undefined}>
                {opinion === null ? say('no opinion') : formatNumber(opinion, 0, 'always')}
              </td>
            </tr>
          ))}
        </tbody>
      </Then>
      <p style={{ fontSize: 11.5, lineHeight: 1.5, color: tone.text3, margin: '10px 0' }}>
        {say(
          'Confidence, weights and evidence are kept with each signal, not with each cell: see the explanation of a signal of that time.',
        )}
        {whole && ` ${say('Prices of now are hidden.')}`}
      </p>
    </Part>
  );
}

/** What was known of one cell at a past moment: the score and each opinion; reasons are kept of signals only. */
export function PastPanel({ row, column, at, scale, onClose }: PastPanelProps) {
  const cell = row.cells.get(column.timeframe);
  return (
    <Panel
      label={say('{coin} {timeframe} in the past', { coin: row.coin, timeframe: column.timeframe })}
      origin={{ ...ORIGIN, asOf: at }}
      header={
        <PanelHead
          title={`${row.coin} · ${column.timeframe}`}
          note={say('as known at {time} UTC', {
            time: onClose === undefined ? formatMinute(at) : `${formatDay(at)} ${formatMinute(at)}`,
          })}
        >
          <Tag tone="sim">{say('PAST')}</Tag>
          {onClose !== undefined && (
            <Close type="button" aria-label={say('Close the panel')} onClick={onClose}>
              ×
            </Close>
          )}
        </PanelHead>
      }
    >
      <ScoreThen score={cell?.score ?? null} change={cell?.change1h ?? null} scale={scale} />
      <AgentsThen opinions={cell?.opinions ?? []} whole={onClose === undefined} />
    </Panel>
  );
}
