import { slugOf } from '#platform/slug.ts';

/** The words of our own addresses under `/allies`, which are nobody's name. */
const reserved = new Set(['carte']);

/** The address of a page under `/allies` that a name gives. */
export function addressOf(name: string): string {
	const slug = slugOf(name);
	return slug === '' || reserved.has(slug) ? `ally-${slug || 'page'}` : slug;
}
