import type { ContractSymbol } from './ids.ts';

/** What is open now: what a person leaves behind who ends the program. */
export interface Exposure {
  readonly positions: readonly {
    readonly symbol: ContractSymbol;
    /** Whether an order stands that closes it at a stop. */
    readonly stopped: boolean;
  }[];
  /** Orders that are not in an end state, those of unknown fate included. */
  readonly entries: number;
  readonly exits: number;
}

/** Whether anything can be won or lost while nobody looks. */
export const isExposed = ({ positions, entries, exits }: Exposure): boolean => positions.length + entries + exits > 0;
