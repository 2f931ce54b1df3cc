import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { circles, firm, frame } from './frame';
import { fonts, packed, parts } from './parts';

// js-aruco2 hands its parts on by `this`, which bundlers take for nothing in a module; to Node it is `exports`.
const aruco = { name: 'js-aruco2', transform: (code: string, id: string) => (id.includes('/js-aruco2/src/') ? code.replace(/\bthis\.(AR|CV)\b/g, 'exports.$1') : null) };

const hub = process.env.SPRUE_HUB ?? 'http://127.0.0.1:8000';

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting(), aruco, parts, fonts, packed, circles],
  optimizeDeps: { rolldownOptions: { plugins: [aruco] } },
  server: { fs: { allow: ['.', '../edge/sprue_contract'] }, proxy: { '/api': { target: hub, ws: true } } },
  // The hub's content security policy has no place for data: addresses; Swagger UI is 1.6 MB, for the page that asks for it.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1700, rolldownOptions: { input: ['index.html', 'docs.html'], output: { codeSplitting: { includeDependenciesRecursively: false, groups: [frame, firm] } } } },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'], setupFiles: ['src/lib/test-patience.ts'], testTimeout: 30_000, pool: 'vmThreads' },
});
