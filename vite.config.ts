import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Libraries that change less often than our code get chunks of their own; the first match wins. */
const CHUNKS = [
  { name: 'mui', test: /node_modules[\\/](@mui|@emotion|@popperjs|stylis)[\\/]/ },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-is)[\\/]/ },
  { name: 'price-chart', test: /node_modules[\\/](lightweight-charts|fancy-canvas)[\\/]/ },
  { name: 'data', test: /node_modules[\\/](@orpc|@tanstack|zod|zustand)[\\/]/ },
];

/**
 * The page, built for two hosts: loaded from a file by the desktop shell, served over loopback by the headless host;
 * hence the relative base. Nothing is inlined, so that `script-src 'self'` and `font-src 'self'` hold.
 */
export default defineConfig({
  root: fromRoot('./renderer'),
  base: './',
  publicDir: false,
  plugins: [react()],
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
