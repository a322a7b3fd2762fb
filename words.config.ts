import type { CompilerOptions } from '@inlang/paraglide-js';

/**
 * The rules of plural of a language are made once: they are asked for at each count of a page, and making them
 * took a quarter of the time of a directory page. Messages know no other function of the registry.
 */
const registry = `
const rules = new Map();

/**
 * @param {string} locale
 * @param {unknown} input
 * @param {Intl.PluralRulesOptions} [options]
 * @returns {string}
 */
export function plural(locale, input, options) {
	const key = options?.type === 'ordinal' ? locale + ' ordinal' : locale;
	let rule = rules.get(key);
	if (!rule) rules.set(key, (rule = new Intl.PluralRules(locale, options)));
	return rule.select(Number(input));
}
`;

/** How the messages become functions, for the build and for the programs that run without one. */
export const words: CompilerOptions = {
	project: './project.inlang',
	outdir: './src/words',
	strategy: ['baseLocale'],
	outputStructure: 'locale-modules',
	additionalFiles: { 'registry.js': registry }
};
