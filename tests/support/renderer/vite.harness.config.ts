import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Serves the application over sample data: `vite --config tests/support/renderer/vite.harness.config.ts`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../../../node_modules/.vite-harness', import.meta.url)),
  publicDir: false,
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    strictPort: true,
    port: 5199,
    fs: { allow: [fileURLToPath(new URL('../../..', import.meta.url))] },
  },
  build: {
    assetsInlineLimit: 0,
    outDir: fileURLToPath(new URL('../../../dist/harness', import.meta.url)),
    emptyOutDir: true,
    rolldownOptions: { input: fileURLToPath(new URL('./harness.html', import.meta.url)) },
  },
});
