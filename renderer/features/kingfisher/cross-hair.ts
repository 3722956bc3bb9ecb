import { useSyncExternalStore } from 'react';

/** Where the trader points, in prices and moments, so that every panel can mark the same place. */
export interface CrossHair {
  readonly price: number | null;
  /** ms since 1970. */
  readonly ts: number | null;
  /** Name of the panel that is pointed at; it need not follow itself. */
  readonly from: string;
}

interface Band {
  readonly from: number;
  readonly to: number;
}

const NOWHERE: CrossHair = { price: null, ts: null, from: '' };

/** A value outside of React with those who follow it. */
class Followed<Value> {
  #value: Value;
  readonly #listeners = new Set<() => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  readonly get = (): Value => this.#value;

  set(value: Value): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#listeners.forEach((listener) => listener());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const hair = new Followed<CrossHair>(NOWHERE);
const band = new Followed<Band | null>(null);
const centre = new Followed<{ readonly price: number } | null>(null);

export const crossHair = hair.get;
export const subscribeCrossHair = hair.subscribe;
export const setCrossHair = (next: CrossHair): void => hair.set(next);
export const clearCrossHair = (): void => hair.set(NOWHERE);

/** The stretch of prices that a hovered row stands for; the chart lights it up. Null is none. */
export const highlightBand = band.get;
export const subscribeHighlight = band.subscribe;
export const setHighlightBand = (next: Band | null): void => band.set(next);

/** Asks the chart to bring a price to its middle. */
export const centreOn = (price: number): void => centre.set({ price });
export const centreRequest = centre.get;
export const subscribeCentre = centre.subscribe;

/** Publishes at most once a frame, however fast the pointer moves. */
function subscribeByFrame(listener: () => void): () => void {
  let frame = 0;
  const stop = hair.subscribe(() => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      listener();
    });
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
  };
}

/** The place pointed at, at most once a frame. */
export const useCrossHair = (): CrossHair => useSyncExternalStore(subscribeByFrame, hair.get);

/** The price pointed at, at most once a frame; null when none is. */
export const useCrossHairPrice = (): number | null => useSyncExternalStore(subscribeByFrame, () => hair.get().price);
