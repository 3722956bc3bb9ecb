import { formatCompact, formatNumber, MINUS, THIN, UNKNOWN } from '#renderer/ui/format.ts';
import type { CascadeView, ClusterView } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { rankText } from './cluster-rows.ts';
import { levelPrice } from './level-price.ts';

/** A typed price as a number; null when it is none above zero. */
export function parsePrice(text: string): number | null {
  const plain = text.trim().replaceAll(',', '');
  if (!/^\d{1,12}(\.\d{0,12})?$/.test(plain)) return null;
  const price = Number(plain);
  return price > 0 ? price : null;
}

/** The cluster that is asked about when nobody chose a price: the nearest one. */
export const nearestCluster = (clusters: readonly ClusterView[]): ClusterView | null =>
  clusters.reduce<ClusterView | null>(
    (best, one) => (best === null || Math.abs(one.distance) < Math.abs(best.distance) ? one : best),
    null,
  );

/** Expected move beyond the trigger, signed by its direction. */
export function overshootText({ side, overshoot }: Pick<CascadeView, 'side' | 'overshoot'>): string {
  const figure = `${formatNumber(overshoot * 100, 2)}${THIN}%`;
  if (!/[1-9]/.test(figure)) return figure;
  return `${side === 'long' ? MINUS : '+'}${figure}`;
}

/** Where the end lies against the clusters of its side: inside one, or short of the next. */
export function endPlace(
  { side, endPrice }: Pick<CascadeView, 'side' | 'endPrice'>,
  clusters: readonly ClusterView[],
): string {
  const own = clusters.filter((one) => one.side === side);
  const inside = own.find(({ from, to }) => endPrice >= from && endPrice <= to);
  if (inside !== undefined) return say('inside {rank}', { rank: rankText(inside.rank) });
  const further = own
    .filter(({ from, to }) => (side === 'long' ? to < endPrice : from > endPrice))
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance))[0];
  if (further === undefined) return say('beyond the last cluster');
  const rank = rankText(further.rank);
  return side === 'long' ? say('above {rank}', { rank }) : say('below {rank}', { rank });
}

/** True where nothing of the book beyond the trigger is known: neither end nor overshoot can be told. */
const isBlind = ({ bookLevels, bookExhausted, absorbed }: CascadeView): boolean =>
  bookLevels === 0 || (bookExhausted && absorbed === 0);

/** The three figures as shown; dashes for what cannot be told, a least where the book ends first. */
export function cascadeFigures(cascade: CascadeView | undefined) {
  if (cascade === undefined) return { liquidated: UNKNOWN, absorbed: UNKNOWN, overshoot: UNKNOWN };
  const liquidated = formatCompact(cascade.liquidated);
  const hit = cascade.liquidated > 0;
  if (hit && isBlind(cascade)) return { liquidated, absorbed: UNKNOWN, overshoot: UNKNOWN };
  const least = hit && cascade.bookExhausted ? '≥ ' : '';
  return { liquidated, absorbed: formatCompact(cascade.absorbed), overshoot: `${least}${overshootText(cascade)}` };
}

/** The outcome as a sentence. What the known book cannot take is told as a least, never as an end. */
export function cascadeSentence(cascade: CascadeView, clusters: readonly ClusterView[]): string {
  const { side, liquidated, endPrice, bookExhausted, bookLevels, rounds } = cascade;
  if (liquidated === 0) {
    return side === 'long'
      ? say('No estimated long levels up to this price: nothing would be set off.')
      : say('No estimated short levels up to this price: nothing would be set off.');
  }
  if (isBlind(cascade)) return say('No book beyond this price is known: where it would stop cannot be told.');
  const price = levelPrice(endPrice);
  if (bookExhausted) {
    return say(
      'Goes at least to {price}: the known book, {levels, plural, one {# level} other {# levels}}, does not take it all.',
      { price, levels: bookLevels },
    );
  }
  const place = endPlace(cascade, clusters);
  return rounds > 1
    ? say('Stops near {price}, in {rounds, plural, one {# round} other {# rounds}}, {place}.', { price, rounds, place })
    : say('Stops near {price}, {place}.', { price, place });
}

/** First place at which the book has taken what is liquidated; −1 when it never does. */
export const crossingOf = ({ liquidated, absorbed }: CascadeView['path']): number =>
  liquidated.findIndex((worth, place) => worth > 0 && (absorbed[place] ?? 0) >= worth);
