/** The folder of the project. */
export const ROOT: string;
/** Builds what is older than its sources, both parts unless told. */
export function ensureBuilt(options?: {
  readonly parts?: readonly ('node' | 'renderer')[];
  readonly quiet?: boolean;
}): void;
