import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [svelte()],
	test: {
		include: ['src/**/*.test.ts', 'bin/**/*.test.ts', 'seeds/**/*.test.ts', 'tests/*.test.ts'],
		globalSetup: './tests/database.setup.ts',
		// Tests share no state but what a module keeps for a database: the modules and one database a worker are enough.
		isolate: false,
		maxWorkers: '100%',
		testTimeout: 20_000,
		hookTimeout: 60_000
	}
});
