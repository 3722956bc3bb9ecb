import type { Plugin } from 'esbuild';

/** What a bundle for Node needs at its head: packages in CommonJS ask for `require`. */
export const REQUIRE_BANNER: string;

/** Leaves packages outside a bundle, but for those of many small files. */
export const PACKAGES_APART: Plugin;
