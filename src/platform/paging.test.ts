import { expect, test } from 'vitest';
import { pageHref, pageOf, placeIn, type Place } from './paging.ts';

const everyone = Array.from({ length: 7 }, (_, index) => `${index + 1}`);

test('a reader goes through a list page by page and comes back the same way', () => {
	const first = read({});
	expect(first).toEqual({ lines: ['1', '2', '3'], previous: null, next: '3' });
	const second = read({ after: '3' });
	expect(second).toEqual({ lines: ['4', '5', '6'], previous: '4', next: '6' });
	expect(read({ after: '6' })).toEqual({ lines: ['7'], previous: '7', next: null });
	expect(read({ before: '7' })).toEqual({ lines: ['4', '5', '6'], previous: '4', next: '6' });
	expect(read({ before: '4' })).toEqual({ lines: ['1', '2', '3'], previous: null, next: '3' });
});

test('a list of exactly one page has no page beside it', () => {
	expect(pageOf(['1', '2'], 2, {}, (line) => line)).toEqual({
		lines: ['1', '2'],
		previous: null,
		next: null
	});
});

test('the address says where one is, and keeps the search', () => {
	expect(placeIn(new URLSearchParams('q=val&apres=3'))).toEqual({ after: '3' });
	expect(placeIn(new URLSearchParams(`apres=${'x'.repeat(300)}`))).toEqual({});
	const url = new URL('http://localhost/charte/registre?q=val&apres=3');
	expect(pageHref(url, 'avant', '4')).toBe('/charte/registre?q=val&avant=4');
});

/** What a query by key would find: one more than a page, in reverse before a key. */
function read(place: Place) {
	const size = 3;
	const beyond = everyone.filter((line) => line > (place.after ?? '0') && line < (place.before ?? '9'));
	const found = place.before ? beyond.reverse() : beyond;
	return pageOf(found.slice(0, size + 1), size, place, (line) => line);
}
