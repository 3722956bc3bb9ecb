import { styled } from '@mui/material/styles';
import type { ChangePreview } from '#shared/contract/portfolio-figures.ts';
import { formatAmount, formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { scoreWords } from './slot-words.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';

const Grid = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.2fr) minmax(0, 1fr)',
  gap: '0 20px',
  fontSize: 12,
  '& table': { width: '100%', borderCollapse: 'collapse' },
  '& caption': { textAlign: 'left', fontSize: 11, color: tone.text3, paddingBottom: 3 },
  '& td, & th': { padding: '2px 0', textAlign: 'right', fontWeight: 400 },
  '& th': { textAlign: 'left' },
  '& tr[data-change=in] > *': { color: tone.up, fontWeight: 600 },
  '& tr[data-change=out] > *': { color: tone.ember, fontWeight: 600 },
});

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content 1fr',
  gap: '3px 10px',
  marginTop: 10,
  fontSize: 12,
  '& dt': { color: tone.text3 },
  '& dd': { textAlign: 'right' },
});

const percent = (value: number | null): string => (value === null ? UNKNOWN : formatNumber(value, 1));

function Weights({ weights }: Pick<ChangePreview, 'weights'>) {
  return (
    <table>
      <caption>{say('Weights, %: now → after')}</caption>
      <tbody>
        {weights.map(({ symbol, before, after }) => (
          <tr key={symbol} data-change={after === null ? 'out' : before === null ? 'in' : undefined}>
            <th scope="row">
              {after === null
                ? say('{symbol} out', { symbol })
                : before === null
                  ? say('{symbol} in', { symbol })
                  : symbol}
            </th>
            <td>{percent(before)}</td>
            <td>→</td>
            <td>{percent(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sectors({ sectors, sectorCap }: Pick<ChangePreview, 'sectors' | 'sectorCap'>) {
  return (
    <table>
      <caption>{say('Sectors, %, cap {cap}', { cap: formatNumber(sectorCap, 0) })}</caption>
      <tbody>
        {sectors.map(({ sector, before, after }) => (
          <tr key={sector}>
            <th scope="row">{told(sector)}</th>
            <td>{percent(before)}</td>
            <td>→</td>
            <td style={after > sectorCap + 1e-9 ? { color: tone.down, fontWeight: 600 } : undefined}>
              {after > sectorCap + 1e-9 ? say('{weight} over', { weight: percent(after) }) : percent(after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const pair = (value: number | null): string => (value === null ? say('not known') : formatNumber(value, 3));

/** What is held of the leaver and how it goes. */
export function drainWords(drain: NonNullable<ChangePreview['drain']>): string {
  return say(
    '{held}, {count, plural, one {# order} other {# orders}}: opens nothing more, exits go on, the rest is closed at the market after {hours} h.',
    { held: heldWords(drain), count: drain.openOrders, hours: formatNumber(drain.forMs / 3_600_000, 0) },
  );
}

function heldWords({ side, value }: NonNullable<ChangePreview['drain']>): string {
  if (side === 'flat') return say('Nothing held');
  const long = side === 'long';
  if (value === null) return long ? say('Long of unknown value') : say('Short of unknown value');
  return `${long ? say('Long') : say('Short')} ${formatAmount(value, { decimals: 0 })}`;
}

const ORIGIN = {
  from: say('Worked out by the host from the portfolio, stored candles and the settings in force'),
  kind: 'model',
  short: true,
} as const;

interface PreviewPartProps {
  readonly preview: ChangePreview;
  /** When it was worked out, by the page's clock, ms since 1970. */
  readonly receivedAt: number;
}

/** What a change would do: weights, sectors, correlation, cost, and how what is held drains. */
export function PreviewPart({ preview, receivedAt }: PreviewPartProps) {
  const { meanPair, closestPair, correlationCap, costBps, gainBps, drain } = preview;
  const like = closestPair !== null && closestPair.value >= correlationCap;
  return (
    <section aria-label={say('What it would do')}>
      <div style={{ display: 'flex', justifyContent: 'flex-end' }}>
        <OriginOf {...ORIGIN} receivedAt={receivedAt} />
      </div>
      <Grid>
        <Weights weights={preview.weights} />
        <div>
          <Sectors sectors={preview.sectors} sectorCap={preview.sectorCap} />
          <Facts>
            <dt>{say('Mean pair')}</dt>
            <dd>
              {pair(meanPair.before)} → {pair(meanPair.after)}
            </dd>
            {closestPair !== null && (
              <>
                <dt>{say('Most like')}</dt>
                <dd style={like ? { color: tone.warn } : undefined}>
                  {closestPair.other} {formatNumber(closestPair.value, 2)}
                  {like && `, ${say('over the cap')}`}
                </dd>
              </>
            )}
            {(costBps !== null || gainBps !== null) && (
              <>
                <dt>{say('Gain, cost')}</dt>
                <dd>
                  {scoreWords(gainBps)} / {scoreWords(costBps)} bps
                </dd>
              </>
            )}
          </Facts>
        </div>
      </Grid>
      {drain !== null && (
        <p style={{ marginTop: 10, fontSize: 12, color: tone.ember }}>
          <b style={{ fontWeight: 600 }}>{say('Drain plan.')}</b> {drainWords(drain)}
        </p>
      )}
    </section>
  );
}
