import { expect, test } from 'vitest';
import { mailChoices, proposedPace } from '#modules/notifications/catalogue.ts';
import { catalogue } from './notices.server.ts';

const kinds = Object.entries(catalogue.kinds);

test('every kind of notice is of a family that one can choose, and whose name fits in a link', () => {
	const names = catalogue.families.map(({ name }) => name);
	expect(kinds.filter(([, { family }]) => !names.includes(family)).map(([name]) => name)).toEqual([]);
	expect(names.filter((name) => !/^[a-z-]+$/.test(name))).toEqual([]);
	expect(new Set(names).size).toBe(names.length);
});

test('the kinds of a family that mail propose the same pace', () => {
	for (const family of catalogue.families) {
		const paces = kinds.map(([, kind]) => kind).filter((kind) => kind.family === family.name);
		const mailing = paces.map(({ mail }) => mail).filter((mail) => mail !== 'by-letter');
		expect(new Set(mailing).size, family.name).toBeLessThan(2);
		if (mailing.length > 0) expect(mailChoices(catalogue, family)).toContain(proposedPace(catalogue, family));
	}
});
