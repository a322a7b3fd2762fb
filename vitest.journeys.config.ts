import { defineConfig } from 'vitest/config';

/** The built product in a real browser: one product for all the journeys, one after the other. */
export default defineConfig({
	test: {
		include: ['tests/journeys/**/*.test.ts'],
		globalSetup: './tests/journeys/product.setup.ts',
		fileParallelism: false,
		/** A browser is a large machine: one journey in some hundreds stalls for no cause that we found. */
		retry: 1,
		testTimeout: 60_000,
		hookTimeout: 60_000
	}
});
