const longest = 80;

/** The address that a name gives: its letters and digits without accents, in lower case, with hyphens. */
export function slugOf(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longest)
		.replace(/^-+|-+$/g, '');
	// The words of our own addresses are nobody's name.
	return plain === '' || reserved.has(plain) ? `ally-${plain || 'page'}` : plain;
}

const reserved = new Set(['carte', 'competences', 'nouveau', 'appels', 'aide', 'donnees']);
