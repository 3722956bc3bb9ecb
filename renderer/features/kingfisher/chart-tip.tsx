import { styled } from '@mui/material/styles';
import { useSyncExternalStore, type ReactNode } from 'react';
import { formatCompact, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { shortAge } from './chart/cards.ts';
import type { Hover, LiquidationChart } from './chart/chart.ts';
import type { Reading } from './chart/reading.ts';
import { tierShade } from './chart/paint-map.ts';

const WIDTH = 236;
/** Room between the cross-hair and the tip, px. */
const GAP = 14;
/** Height of the fullest tip, px. */
const TALL = 190;

const Tip = styled('div')({
  position: 'absolute',
  width: WIDTH,
  padding: '8px 12px 10px',
  borderRadius: 8,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.tip,
  boxShadow: '0 6px 20px #0006',
  fontSize: 11.5,
  pointerEvents: 'none',
  '& header': { display: 'flex', alignItems: 'center', justifyContent: 'space-between', marginBottom: 4 },
  '& header b': { fontWeight: 600 },
  '& dl': { display: 'grid', gridTemplateColumns: 'auto 1fr', rowGap: 2, margin: 0 },
  '& dt': { color: tone.text2 },
  '& dd': { margin: 0, textAlign: 'right', fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
});

const Shares = styled('div')({ marginTop: 6, '& > i': { display: 'flex', height: 6, gap: 1, marginBottom: 3 } });

const SIDES = { long: say('▼ Long liquidations'), short: say('▲ Short liquidations') } as const;

const moment = (ts: number): string => `${formatDay(ts)} ${formatMinute(ts)}`;

function fateWords({ fate, endedAt }: Reading): readonly [string, string] {
  if (fate === 'open' || endedAt === null) return [say('State'), sayAs('level', 'open')];
  return [fate === 'swept' ? say('Swept') : say('Faded'), moment(endedAt)];
}

/** What a reading says, in pairs of words, in the order shown. */
function readingPairs(reading: Reading, decimals: number): readonly (readonly [string, string])[] {
  const { from, to, worth, z, distance, ageMs, now } = reading;
  const pairs: (readonly [string, string] | null)[] = [
    [sayAs('price', 'Level'), `${formatNumber(from, decimals)} – ${formatNumber(to, decimals)}`],
    [now ? say('Size') : say('Size then'), `$${formatCompact(worth)}`],
    z === null ? null : [say('Z-score'), formatNumber(z, 1, 'always')],
    distance === null ? null : [now ? say('Distance') : say('Distance then'), formatPercent(distance, 1, 'always')],
    ageMs === null ? null : [now ? say('Open for') : say('Open for, then'), shortAge(ageMs)],
    fateWords(reading),
  ];
  return pairs.filter((pair) => pair !== null);
}

/** The reading as one sentence, for those who do not see the tip. */
export function readingSentence({ price, ts, reading }: Hover, decimals: number): string {
  const at = `${formatNumber(price, decimals)}${ts === null ? '' : `, ${moment(ts)} UTC`}`;
  if (reading === null) return say('{at}: no level', { at });
  const figures = readingPairs(reading, decimals)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return reading.side === 'long'
    ? say('{at}: long liquidations, estimated. {figures}', { at, figures })
    : say('{at}: short liquidations, estimated. {figures}', { at, figures });
}

function TierShares({ tiers, side }: Pick<Reading, 'tiers' | 'side'>) {
  if (tiers.length === 0) return null;
  const colour = side === 'long' ? tone.liqLong : tone.liqShort;
  return (
    <Shares>
      <i>
        {tiers.map(({ leverage, share }, at) => (
          <span
            key={leverage}
            style={{ flex: share, background: colour, opacity: tierShade(at, tiers.length), borderRadius: 1 }}
          />
        ))}
      </i>
      <span style={{ color: tone.text2 }}>
        {tiers.map(({ leverage, share }) => `${String(leverage)}× ${formatPercent(share, 0)}`).join(' · ')}
      </span>
    </Shares>
  );
}

/** The side of the cross-hair with room, so that the tip covers neither it nor prices nor cards. */
function tipPlace(chart: LiquidationChart, { x, y, ts }: Hover): { readonly left: number; readonly top: number } {
  const { width, height, plot, classic } = chart.layout;
  const below = y + GAP + TALL <= height;
  const top = below ? y + GAP : Math.max(4, y - GAP - TALL);
  const plotted = classic.width === 0 && plot.width > 0;
  // On the map or right of now: left of the cards.
  if (plotted && ts === null) return { left: Math.max(4, plot.width - GAP - WIDTH), top };
  const right = x + GAP + WIDTH <= (plotted ? plot.width : width);
  return { left: right ? x + GAP : Math.max(4, x - GAP - WIDTH), top };
}

interface ChartTipProps {
  readonly chart: LiquidationChart;
  readonly decimals: number;
}

const useHover = (chart: LiquidationChart): Hover | null => useSyncExternalStore(chart.subscribe, chart.hover);

/** What lies under the cross-hair. */
export function ChartTip({ chart, decimals }: ChartTipProps): ReactNode {
  const hover = useHover(chart);
  const reading = hover?.reading ?? null;
  if (hover === null || reading === null) return null;
  return (
    <Tip style={tipPlace(chart, hover)} aria-hidden>
      <header>
        <b style={{ color: reading.side === 'long' ? tone.liqLong : tone.liqShort }}>{SIDES[reading.side]}</b>
        <Tag tone="ember">{say('ESTIMATED')}</Tag>
      </header>
      <dl>
        {readingPairs(reading, decimals).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <TierShares tiers={reading.tiers} side={reading.side} />
    </Tip>
  );
}

const Unseen = styled('p')(UNSEEN);

/** The cell under the cross-hair, said politely. */
export function ChartSaid({ chart, decimals }: ChartTipProps) {
  const hover = useHover(chart);
  return <Unseen aria-live="polite">{hover === null ? '' : readingSentence(hover, decimals)}</Unseen>;
}
