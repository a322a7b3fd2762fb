import { defineConfig } from 'vitest/config';

/** The built product in a real browser: each worker has a product of its own, for one journey at a time. */
export default defineConfig({
	test: {
		include: ['tests/journeys/**/*.test.ts'],
		globalSetup: './tests/journeys/product.setup.ts',
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 60_000
	}
});
