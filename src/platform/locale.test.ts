import { expect, test } from 'vitest';
import { formatDate, formatHour, href, splitPath } from './locale.ts';
import { speaking } from './locale.server.ts';

test('a page has its French address, and the same under /en in English', () => {
	expect(href('/charte')).toBe('/charte');
	expect(speaking('en', () => [href('/charte'), href('/')])).toEqual(['/en/charte', '/en']);
	expect(splitPath('/en/charte')).toEqual({ language: 'en', path: '/charte' });
	expect(splitPath('/en')).toEqual({ language: 'en', path: '/' });
	expect(splitPath('/en/')).toEqual({ language: 'en', path: '/' });
	expect(splitPath('/en//ailleurs.example')).toEqual({ language: 'en', path: '/ailleurs.example' });
	expect(splitPath('/enfance')).toEqual({ language: 'fr', path: '/enfance' });
});

test('a moment is told in the hour of Paris, a calendar day is itself everywhere', () => {
	const moment = new Date('2024-02-23T13:00:00Z');
	expect(formatDate('2023-12-14')).toBe('14\u00A0décembre 2023');
	expect(formatDate(new Date('2023-12-31T23:30:00Z'))).toBe('1er\u00A0janvier 2024');
	expect(formatHour(moment)).toBe('14\u00A0h');
	expect(formatHour(new Date('2024-07-23T13:15:00Z'))).toBe('15\u00A0h\u00A015');
	expect(speaking('en', () => formatHour(moment))).toBe('14:00');
});

test('two people who read at once each read in their language', async () => {
	const read = async () => {
		await new Promise((resolve) => setTimeout(resolve, 5));
		return href('/charte');
	};
	expect(await Promise.all([speaking('en', read), speaking('fr', read)])).toEqual(['/en/charte', '/charte']);
});
