import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  // Assets are addressed from the root, so that a page loaded at a deep address finds them too.
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The oldest engines that know light-dark(), on which the tokens stand.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8025', ws: true } } },
})
