/** What makes two names the same name, as the SQL function `name_key`: their letters and digits. */
export function nameKey(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase();
	return plain
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replace(/[^\p{L}\p{N}]+/gu, '');
}
