/** The words of a text without accents, in lower case: its letters and digits, as the SQL function `search_key` leaves them. */
export function plainWords(text: string): string[] {
	const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	return (
		plain
			.replaceAll('œ', 'oe')
			.replaceAll('æ', 'ae')
			.match(/[\p{L}\p{N}]+/gu) ?? []
	);
}

/** What a name gives to an address: its letters and digits without accents, in lower case, with hyphens; maybe nothing. */
export function slugOf(name: string, longest = 80): string {
	return plainWords(name)
		.join('-')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longest)
		.replace(/^-+|-+$/g, '');
}
