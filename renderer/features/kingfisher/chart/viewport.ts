/** What of time and price a plot shows. Prices are natural logarithms: equal factors are equally high. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** How far a viewport may reach and how near it may come. */
export interface ViewportLimits {
  readonly from: number;
  readonly to: number;
  readonly shortest: number;
  readonly longest: number;
}

const NARROWEST = Math.log(1.004);
const WIDEST = Math.log(4);

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Keeps the span and moves it inside of the limits; a span that is too long or short is set right first. */
export function limited(view: Viewport, { from, to, shortest, longest }: ViewportLimits): Viewport {
  const span = within(view.to - view.from, shortest, Math.max(shortest, Math.min(longest, to - from)));
  const end = within(view.to, from + span, Math.max(from + span, to));
  return { ...view, from: end - span, to: end };
}

/** Time around a moment that stays where it is; a factor below 1 comes nearer. */
export function zoomTime(view: Viewport, factor: number, around: number, limits: ViewportLimits): Viewport {
  const span = within((view.to - view.from) * factor, limits.shortest, limits.longest);
  const share = (around - view.from) / (view.to - view.from);
  const from = around - share * span;
  return limited({ ...view, from, to: from + span }, limits);
}

/** Price around a level (a logarithm) that stays where it is; a factor below 1 comes nearer. */
export function zoomPrice(view: Viewport, factor: number, around: number): Viewport {
  const span = within((view.high - view.low) * factor, NARROWEST, WIDEST);
  const share = (around - view.low) / (view.high - view.low);
  const low = around - share * span;
  return { ...view, low, high: low + span };
}

/** Moves by a time and a logarithm of price. */
export const panned = (view: Viewport, time: number, price: number, limits: ViewportLimits): Viewport =>
  limited({ from: view.from + time, to: view.to + time, low: view.low + price, high: view.high + price }, limits);

/** The same span of prices with a price in its middle. */
export function centred(view: Viewport, price: number): Viewport {
  const half = (view.high - view.low) / 2;
  const middle = Math.log(price);
  return { ...view, low: middle - half, high: middle + half };
}

/** Least distance of the fitted prices from the mark, and room above and below. */
const LEAST_REACH = Math.log(1.03);
const MARGIN = 0.06;

/** The span of prices in which all given prices lie, and the mark with some of what is around it. */
export function fittedPrices(mark: number, prices: readonly number[]): Pick<Viewport, 'low' | 'high'> {
  const at = Math.log(mark);
  const all = prices.filter((price) => price > 0).map(Math.log);
  const low = Math.min(at - LEAST_REACH, ...all);
  const high = Math.max(at + LEAST_REACH, ...all);
  const room = (high - low) * MARGIN;
  return { low: low - room, high: high + room };
}
