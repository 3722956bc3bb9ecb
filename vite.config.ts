import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Libraries that change less often than our code get chunks of their own; the first match wins. */
const CHUNKS = [
  { name: 'mui', test: /node_modules[\\/](@mui(?![\\/]material[\\/]Slider)|@emotion|@popperjs|stylis)[\\/]/ },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-is)[\\/]/ },
  { name: 'price-chart', test: /node_modules[\\/](lightweight-charts|fancy-canvas)[\\/]/ },
  { name: 'data', test: /node_modules[\\/](@orpc|@tanstack(?![\\/](react-)?virtual)|zod|zustand)[\\/]/ },
];

const inPage = (paths: readonly string[]): readonly string[] => paths.map((path) => fromRoot(`./renderer/${path}`));
/** What `main.ts` needs: no text is made there, as the language is not known yet. It waits itself, so nobody may wait for it. */
const BOOT = inPage(['app/language/load-language.ts', 'app/theme/first-paint.ts']);
/** What the window shows first. It is imported late, the language before it: without a word to the browser each hop would wait. */
const FIRST = inPage(['start.tsx', 'features/dashboard/dashboard-screen.tsx']);

interface Graph {
  readonly getModuleInfo: (module: string) => { readonly importedIds: readonly string[] } | null;
}

/** A group of what these modules need at once. */
function neededBy(name: string, modules: readonly string[]) {
  const needed = new Set<string>();
  const need = (graph: Graph, module: string): void => {
    if (needed.has(module)) return;
    needed.add(module);
    for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) need(graph, imported);
  };
  return {
    debugName: name,
    name: (module: string, graph: Graph) => {
      for (const root of modules) need(graph, root);
      return needed.has(module) ? name : null;
    },
  };
}

/** The routes of the contract serve REST and its page: the window calls by name, checks answers, and has no use for them. */
const withoutRoutes: Plugin = {
  name: 'without-routes',
  enforce: 'pre',
  transform: {
    filter: { id: /shared[\\/]contract[\\/][^?]+\.ts$/ },
    handler: (code) => code.replace(/\.route\(\{[^]*?\}\)/g, ''),
  },
};

/** Tells the browser with the page itself what the first screen needs, so that all of it comes at once. */
const preloadFirstScreen: Plugin = {
  name: 'preload-first-screen',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const needed = new Set<string>();
      const need = (file: string): void => {
        const chunk = bundle[file];
        if (chunk?.type !== 'chunk' || needed.has(file)) return;
        needed.add(file);
        chunk.imports.forEach(need);
      };
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      for (const module of FIRST) {
        const found = chunks.filter((one) => one.facadeModuleId === module || one.moduleIds.includes(module));
        if (found.length === 0)
          throw new Error(`${module} is in no chunk: say in vite.config.ts what the first screen is`);
        for (const { fileName } of found) need(fileName);
      }
      return [...needed]
        .filter((file) => !html.includes(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        }));
    },
  },
};

/**
 * The page, built for two hosts: loaded from a file by the desktop shell, served over loopback by the headless host;
 * hence the relative base. Nothing is inlined, so that `script-src 'self'` and `font-src 'self'` hold.
 */
export default defineConfig({
  root: fromRoot('./renderer'),
  base: './',
  publicDir: false,
  plugins: [withoutRoutes, react(), preloadFirstScreen],
  build: {
    outDir: fromRoot('./dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      // Panels of the first screen are those of boards as well: asked for there late, they are there already.
      checks: { ineffectiveDynamicImport: false },
      output: { codeSplitting: { groups: [...CHUNKS, neededBy('boot', BOOT), neededBy('first', FIRST)] } },
    },
  },
});
