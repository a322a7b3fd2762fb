/** Small words that say nothing alone, in French and in English: they make no difference between two answers. */
const smallWords = new Set(
	(
		'a au aux avec ce ces cet cette chez dans de des du elle en et eux il ils je la le les leur leurs lui ma mais me mes mon ne ' +
		'nos notre nous on ou où par pas pour qu que qui sa se ses son sur ta te tes ton tu un une vos votre vous y c d j l m n s t ' +
		'the an of to in on and or for with by my our your his her their its'
	).split(' ')
);

/**
 * The same for words that mean the same on a wall: without case, accents, plural and small words around them (“Les Territoires” and
 * “territoire”). The plural is that of most French words: `-s`, and `-x` after `eau` and `eu`; a key is compared and never shown.
 */
export function wordKey(word: string): string {
	const plain = word
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/œ/g, 'oe')
		.replace(/æ/g, 'ae');
	const words = plain.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? [];
	const telling = words.filter((one) => !smallWords.has(one));
	return (telling.length > 0 ? telling : words).map(singular).join(' ');
}

function singular(word: string): string {
	return word.length > 3 && /(eau|eu)x$|[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
