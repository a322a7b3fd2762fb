import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/words',
			strategy: ['baseLocale'],
			emitTsDeclarations: true
		}),
		svelte()
	],
	test: {
		include: ['src/**/*.test.ts', 'bin/**/*.test.ts', 'seeds/**/*.test.ts', 'tests/*.test.ts'],
		globalSetup: './tests/database.setup.ts',
		testTimeout: 20_000,
		hookTimeout: 60_000
	}
});
