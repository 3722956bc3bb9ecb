import { createContext, use } from 'react';
import { create, createStore, useStore, type StoreApi } from 'zustand';
import { persist } from 'zustand/middleware';

export interface FocusSymbol {
  /** The contract that console, liquidation map and other linked screens show; null until one was chosen. */
  readonly symbol: string | null;
  readonly focus: (symbol: string) => void;
}

/** The contract chosen in this window. */
const chosen = create<FocusSymbol>()(
  persist((set) => ({ symbol: null, focus: (symbol) => set({ symbol }) }), { name: 'zmart-focus-symbol' }),
);

/** Panels of a board that carry a link colour share that colour's contract instead of the window's. */
export const FocusScope = createContext<StoreApi<FocusSymbol> | null>(null);

function useFocus<Part>(select: (state: FocusSymbol) => Part): Part {
  return useStore(use(FocusScope) ?? chosen, select);
}

/** One chosen contract for all screens that look at one: choosing it in one place turns the others. Kept over restarts. */
export const useFocusSymbol = Object.assign(useFocus, { getState: () => chosen.getState() });

/** Colours by which panels are linked, in the order in which they are offered. */
export const LINK_COLOURS = ['blue', 'orange', 'violet', 'pink'] as const;
export type LinkColour = (typeof LINK_COLOURS)[number];

const CHANNEL = 'zmart-links';
const SYMBOL = /^[A-Z0-9]{4,32}$/;

interface LinkMessage {
  readonly colour: LinkColour;
  readonly symbol: string;
}

/** A message of another window; null when it is none of ours. */
export function readLinkMessage(data: unknown): LinkMessage | null {
  if (typeof data !== 'object' || data === null || !('colour' in data) || !('symbol' in data)) return null;
  const colour = LINK_COLOURS.find((name) => name === data.colour);
  const { symbol } = data;
  return colour === undefined || typeof symbol !== 'string' || !SYMBOL.test(symbol) ? null : { colour, symbol };
}

let channel: BroadcastChannel | null = null;
const stores = new Map<LinkColour, StoreApi<FocusSymbol>>();
const keyOf = (colour: LinkColour): string => `zmart-link-${colour}`;

function openChannel(): BroadcastChannel {
  const opened = new BroadcastChannel(CHANNEL);
  opened.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readLinkMessage(data);
    if (message !== null) linkStore(message.colour).setState({ symbol: message.symbol });
  });
  return opened;
}

/** The contract of a link colour: the same in all windows of this browser, kept over restarts. */
export function linkStore(colour: LinkColour): StoreApi<FocusSymbol> {
  channel ??= openChannel();
  const found = stores.get(colour);
  if (found !== undefined) return found;
  const kept = localStorage.getItem(keyOf(colour));
  const store = createStore<FocusSymbol>()((set) => ({
    symbol: kept !== null && SYMBOL.test(kept) ? kept : null,
    focus: (symbol) => {
      set({ symbol });
      localStorage.setItem(keyOf(colour), symbol);
      channel?.postMessage({ colour, symbol } satisfies LinkMessage);
    },
  }));
  stores.set(colour, store);
  return store;
}
