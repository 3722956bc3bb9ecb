/** Bundles exchange classes of ccxt into `outdir`, one `.mjs` each, with what they share beside them. */
export function bundleConnectors(modules: readonly string[], outdir: string): Promise<void>;
