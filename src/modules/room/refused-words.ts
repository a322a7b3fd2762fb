import { wordKey } from './kinds/word-key.ts';

/** Whether a text holds one of the words that a host refuses, one a line, whatever its case, accents or plural. */
export function holdsRefusedWord(text: string, refusedWords: string): boolean {
	const held = ` ${wordKey(text)} `;
	return refusedWords
		.split('\n')
		.map(wordKey)
		.some((word) => word !== '' && held.includes(` ${word} `));
}
