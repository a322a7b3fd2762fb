import { defineConfig } from 'vitest/config';

/** The built product in a real browser: one product for all the journeys, one after the other. */
export default defineConfig({
	test: {
		include: ['tests/journeys/**/*.test.ts'],
		globalSetup: './tests/journeys/product.setup.ts',
		fileParallelism: false,
		testTimeout: 60_000,
		hookTimeout: 60_000
	}
});
