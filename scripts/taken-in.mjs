// @ts-check
/** Packages of many small files: to find and load each of them is a third of what a start takes before its first line. */
const TAKEN_IN = /^(kysely|zod|@orpc\/\w+|intl-messageformat)(\/|$)/;

/** What a bundle for Node needs at its head: packages in CommonJS ask for `require`. */
export const REQUIRE_BANNER =
  "import{createRequire as zmartRequire}from'node:module';const require=zmartRequire(import.meta.url);";

/** Leaves all other packages outside a bundle; native parts must be. @type {import('esbuild').Plugin} */
export const PACKAGES_APART = {
  name: 'packages-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^[^.#/]/ }, ({ path, kind, importer }) =>
      kind === 'entry-point' || TAKEN_IN.test(path) || importer.includes('node_modules')
        ? null
        : { path, external: true },
    );
  },
};
