/** The pinned Electron and the day it came out. */
export const ELECTRON_RELEASE: { readonly version: string; readonly released: string };
/** In the order of the fuse wire; `null` is left as Electron ships it. */
export const FUSES: readonly (readonly [name: string, state: boolean | null])[];
/** Reads the fuses back out of a packaged program; null when the file has no fuse wire. */
export function readFuses(file: string): (boolean | undefined)[] | null;
