/** What `dist/` is made of. */
export type Part = 'node' | 'renderer';

/** The folder of the project. */
export const ROOT: string;

export const ALL_PARTS: readonly Part[];

/** Of sizes and times of a part's sources. */
export function inputsHash(part: Part): string;

/** Notes what a part was built of: the hash taken before the build began. */
export function writeStamp(part: Part, hash: string): void;

/** Builds what is older than its sources, both parts unless told. */
export function ensureBuilt(options?: { readonly parts?: readonly Part[]; readonly quiet?: boolean }): void;
