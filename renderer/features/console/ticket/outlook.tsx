import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { OrderPreview } from '#shared/contract/order.ts';
import { say } from '#shared/language/words.ts';
import {
  decimalSign,
  formatAmount,
  formatNumber,
  formatQuantity,
  formatR,
  THIN,
  UNKNOWN,
} from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { multipleOf } from './bracket.ts';
import { PartHead } from './part-head.tsx';

const Grid = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr) auto minmax(0, 1fr)',
  columnGap: 7,
  rowGap: 2,
  margin: '6px 0 0',
  fontSize: 11,
  lineHeight: '18px',
  transition: 'opacity 80ms',
  '& dt': { color: tone.text3, whiteSpace: 'nowrap' },
  '& dd': { margin: 0, textAlign: 'right', fontSize: 11.5, color: tone.text, whiteSpace: 'nowrap' },
});

const amount = (text: string | null): string => (text === null ? UNKNOWN : formatAmount(text));
const price = (text: string | null): string => (text === null ? UNKNOWN : formatQuantity(text));

function result(text: string | null, loses: boolean): ReactNode {
  if (text === null) return UNKNOWN;
  const signed = loses ? (text.startsWith('-') ? text.slice(1) : `-${text}`) : text;
  const sign = decimalSign(signed);
  const colour = sign < 0 ? tone.down : sign > 0 ? tone.up : tone.text;
  return <span style={{ color: colour }}>{formatAmount(signed, { sign: 'always' })}</span>;
}

/** Where the average fill comes from, in words. */
function bookWords(preview: OrderPreview | null): string {
  if (preview === null) return '';
  const { fill, order } = preview;
  if (fill === null)
    return order.kind === 'market' ? say('the book is not known') : say('rests; takes nothing at once');
  const age = fill.ageMs === null ? null : formatAge(fill.ageMs);
  if (fill.lots >= order.lots) return age === null ? say('from the book') : say('from the book, {age} old', { age });
  const values = { part: String(fill.lots), all: String(order.lots), lots: order.lots };
  if (order.kind !== 'market')
    return say(
      '{part} of {lots, plural, one {{all} contract} other {{all} contracts}} at once, the rest rests',
      values,
    );
  return age === null
    ? say('the book shows {part} of {lots, plural, one {{all} contract} other {{all} contracts}}', values)
    : say('the book shows {part} of {lots, plural, one {{all} contract} other {{all} contracts}}, {age} old', {
        ...values,
        age,
      });
}

const slippageOf = ({ fill }: Pick<OrderPreview, 'fill'>): string =>
  fill === null || fill.slippage === null || fill.slippageBp === null
    ? UNKNOWN
    : `${formatNumber(fill.slippageBp, 1)}${THIN}bp, ${formatAmount(fill.slippage)}`;

interface OutlookProps {
  readonly preview: OrderPreview | null;
  readonly priceDecimals: number;
}

type Figures = Pick<
  OrderPreview,
  | 'value'
  | 'margin'
  | 'entryFee'
  | 'exitFee'
  | 'lossAtStop'
  | 'gainAtTarget'
  | 'liquidationAfter'
  | 'freeAfter'
  | 'exposureAfter'
  | 'fill'
>;

const NOTHING: Figures = {
  value: null,
  margin: null,
  entryFee: null,
  exitFee: null,
  lossAtStop: null,
  gainAtTarget: null,
  liquidationAfter: null,
  freeAfter: null,
  exposureAfter: null,
  fill: null,
};

function rowsOf(figures: Figures, maker: boolean, decimals: number): readonly (readonly [string, ReactNode])[] {
  const { fill } = figures;
  return [
    [say('Avg. fill'), fill === null ? UNKNOWN : formatNumber(fill.average, decimals + 1)],
    [say('Slippage'), slippageOf(figures)],
    [say('Value'), amount(figures.value)],
    [say('Margin'), amount(figures.margin)],
    [maker ? say('Fee in, maker') : say('Fee in, taker'), amount(figures.entryFee)],
    [say('Fee at stop'), amount(figures.exitFee)],
    [say('Lost at stop'), result(figures.lossAtStop, true)],
    [say('Won at target'), result(figures.gainAtTarget, false)],
    [say('Reward, net'), formatR(multipleOf(figures.gainAtTarget, figures.lossAtStop))],
    [say('Liq. after'), price(figures.liquidationAfter)],
    [say('Free after'), amount(figures.freeAfter)],
    [say('Exposure'), amount(figures.exposureAfter)],
  ];
}

/** What the order would cost and risk if it were sent now. */
export function Outlook({ preview, priceDecimals }: OutlookProps) {
  const rows = rowsOf(preview ?? NOTHING, preview?.order.postOnly === true, priceDecimals);
  return (
    <section aria-label={say('If sent now')}>
      <PartHead>
        <h3>{say('If sent now')}</h3>
        <small>{bookWords(preview)}</small>
      </PartHead>
      <Grid>
        {rows.map(([label, figure], at) => [
          <dt key={`name ${String(at)}`}>{label}</dt>,
          <dd key={`figure ${String(at)}`}>{figure}</dd>,
        ])}
      </Grid>
    </section>
  );
}
