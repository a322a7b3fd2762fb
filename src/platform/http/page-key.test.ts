import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { keyOf } from './page-key.ts';

const keyAt = (url: string) =>
	keyOf({ method: 'GET', url, headers: {} } as IncomingMessage, 'https://a.exemple');

test('a page may be kept for the next visitor, a feed says for itself whether it has changed', () => {
	expect(keyAt('/agenda')).toBe('https://a.exemple/agenda');
	expect(keyAt('/agenda?mois=2026-12')).toBeDefined();
	expect(keyAt('/agenda?genre=x.ics')).toBeDefined();
	for (const url of [
		'/agenda.ics',
		'/en/agenda.atom',
		'/agenda/permanence-2026-12-01.ics',
		'/agenda/flux/0a.ics?v=1'
	])
		expect(keyAt(url), url).toBeUndefined();
});
