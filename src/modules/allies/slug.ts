const longest = 80;

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

/** The address that a name gives: its letters and digits without accents, in lower case, with hyphens. */
export function slugOf(name: string): string {
	const plain = plainWords(name)
		.join('-')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longest)
		.replace(/^-+|-+$/g, '');
	// The words of our own addresses are nobody's name.
	return plain === '' || reserved.has(plain) ? `ally-${plain || 'page'}` : plain;
}

const reserved = new Set(['carte', 'competences', 'nouveau', 'appels', 'aide', 'donnees']);
