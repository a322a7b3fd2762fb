import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { linkNames, namingsIn } from './naming.ts';

const member = (name: string) => ({ id: name, name });
const named = (text: string, ...names: string[]) =>
	namingsIn(text, names.map(member)).map(({ written, bearers }) => [written, ...bearers.map(({ id }) => id)]);

test('a name is whole or the first one, whatever its accents and capitals; the longest that fits is meant', () => {
	expect(named('@zoé roux et @ZOE', 'Zoé Roux')).toEqual([
		['@zoé roux', 'Zoé Roux'],
		['@ZOE', 'Zoé Roux']
	]);
	expect(named('@Jean-Marc Lœuil, ok', 'Jean Marc Loeuil', 'Jean Bon')).toEqual([
		['@Jean-Marc Lœuil', 'Jean Marc Loeuil']
	]);
	expect(named('@Anne Martin', 'Anne', 'Anne Martin')).toEqual([['@Anne Martin', 'Anne Martin']]);
	expect(named('@Anne', 'Anne Martin', 'Anne Petit')).toEqual([['@Anne', 'Anne Martin', 'Anne Petit']]);
});

test('an address of mail, a site or nobody’s name names nobody', () => {
	expect(named('zoe@roux.fr, http://a/@Zoé, @Max, @ Zoé, @@', 'Zoé Roux')).toEqual([]);
});

test('whatever a name is made of, its link leads to its member alone', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.string(), (name, around) => {
			const [found] = namingsIn(`@${name}`, [member(name)]);
			if (!found) return;
			const html = renderMarkdown(
				linkNames(`${around} @${name}`, [{ written: found.written, address: '/membres#x' }])
			);
			for (const [, address] of html.matchAll(/href="(\/[^"]*)"/g)) expect(address).toBe('/membres#x');
			expect(html).not.toMatch(/<script|javascript:/i);
		}),
		{ numRuns: 300 }
	);
});
