import { expect, test } from 'vitest';
import { Page, PageCache } from './page-cache.ts';

const page = (bytes = 1000, modules = ['charter']) => new Page(modules, [], Buffer.alloc(bytes));

test('memory is bounded: the page read longest ago leaves first', () => {
	const cache = new PageCache({ bytes: 20_000, pages: 3 });
	cache.open();
	for (const key of ['a', 'b', 'c']) cache.keep(key, page(), cache.moment);
	cache.find('a');
	cache.keep('d', page(), cache.moment);
	expect(['a', 'b', 'c', 'd'].filter((key) => cache.find(key))).toEqual(['a', 'c', 'd']);
	expect(cache.keep('huge', page(50_000), cache.moment)).toBe(false);
	expect(cache.size.bytes).toBeLessThanOrEqual(20_000);
});

test('a page is forgotten after a while, since time changes pages too', async () => {
	const cache = new PageCache({ milliseconds: 5 });
	cache.open();
	cache.keep('a', page(), cache.moment);
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(cache.find('a')).toBeUndefined();
	expect(cache.size).toEqual({ pages: 0, bytes: 0 });
});

test('a page that began before the news were lost is not kept after they are back', () => {
	const cache = new PageCache();
	cache.open();
	const { moment } = cache;
	cache.close();
	cache.open();
	expect(cache.keep('a', page(), moment)).toBe(false);
	expect(cache.keep('a', page(), cache.moment)).toBe(true);
});

test('an event of another module leaves a page alone', () => {
	const cache = new PageCache();
	cache.open();
	cache.keep('a', page(1000, ['charter', 'people']), cache.moment);
	cache.forget('agenda');
	expect(cache.find('a')).toBeDefined();
	cache.forget('people');
	expect(cache.find('a')).toBeUndefined();
});
