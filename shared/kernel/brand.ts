declare const brand: unique symbol;

/** A primitive that only a parser of its own kind may produce: `Brand<number, 'Ticks'>`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
