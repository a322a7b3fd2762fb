/** What a name gives to an address: its letters and digits without accents, in lower case, with hyphens; maybe nothing. */
export function slugOf(name: string, longest = 80): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longest)
		.replace(/^-+|-+$/g, '');
}
