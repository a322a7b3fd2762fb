import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The second build: the parts of pages that wake up in the browser. Runs before the first, which serves its output. */
export default defineConfig({
	publicDir: false,
	base: '/islands/',
	plugins: [svelte()],
	build: {
		modulePreload: false,
		outDir: 'static/islands',
		emptyOutDir: true,
		rollupOptions: {
			input: 'src/wiring/islands.ts',
			output: {
				entryFileNames: 'index.js',
				chunkFileNames: 'parts/[name]-[hash].js',
				format: 'es',
				// What several islands share comes in one piece: each one more is a request before the first view.
				codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: /node_modules|\.svelte/ }] }
			}
		}
	}
});
