/** The letters and digits of a name, without accents, to tell whether two spellings are the same name. */
export function plainName(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replace(/[^\p{L}\p{N}]+/gu, '');
}
