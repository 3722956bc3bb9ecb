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

/** The routes of the contract serve REST and its page: the window calls by name, checks answers, and has no use for them. */
const withoutRoutes: Plugin = {
  name: 'without-routes',
  enforce: 'pre',
  transform: {
    filter: { id: /shared[\\/]contract[\\/][^?]+\.ts$/ },
    handler: (code) => code.replace(/\.route\(\{[^]*?\}\)/g, ''),
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
  plugins: [withoutRoutes, react()],
  build: {
    outDir: fromRoot('./dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
});
