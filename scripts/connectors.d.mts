/** Bundles exchange classes of ccxt into `outdir`, one `.mjs` each, with what they share beside them. */
export function bundleConnectors(modules: readonly string[], outdir: string): Promise<void>;

/** The files of ccxt that the sources in the folder of the venue adapters name, at least one. */
export function connectorModules(folder: string): readonly string[];
