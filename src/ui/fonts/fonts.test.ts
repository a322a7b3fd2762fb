import { statSync } from 'node:fs';
import { expect, test } from 'vitest';

test('Someone on a slow network receives the letters of headings in at most 14 KB', () => {
	const { size } = statSync(new URL('./bricolage.woff2', import.meta.url));
	expect(size).toBeLessThanOrEqual(14 * 1024);
});
