import * as v from 'valibot';
import { expect, test } from 'vitest';
import { AllianceInput, OrganisationInput, ProfileInput, SignInInput } from './people.input.ts';

const isGood = (schema: v.GenericSchema, typed: unknown) => v.safeParse(schema, typed).success;
const name = (typed: string) => v.safeParse(ProfileInput, { name: typed, locale: 'fr' });

test('a person’s name is kept as they write it, without what deceives the eye', () => {
	for (const written of ['Zoé Lefèvre', 'Ngũgĩ wa Thiong’o', '李 小龙', 'فاطمة', 'O’Brien-Smith', 'X Æ A-12'])
		expect(name(written).output).toMatchObject({ name: written });
	expect(name('  Ada \t Martin ').output).toMatchObject({ name: 'Ada Martin' });
	expect(name('Ada\u202Enitram\u200B').output).toMatchObject({ name: 'Adanitram' });
	expect(name('<script>alert(1)</script>').success).toBe(true);
});

test('a name that says nothing, or never ends, is refused', () => {
	for (const empty of ['', '   ', '\u200B\u200B', '\u0000', '!!!', '12345', '\u202E'])
		expect(name(empty).success, JSON.stringify(empty)).toBe(false);
	expect(name('a'.repeat(121)).success).toBe(false);
	expect(name('a'.repeat(10_000)).success).toBe(false);
	expect(name('a'.repeat(120)).success).toBe(true);
	expect(isGood(ProfileInput, {})).toBe(false);
	expect(isGood(ProfileInput, { name: ['a'], locale: 'fr' })).toBe(false);
	expect(isGood(ProfileInput, { name: 'Ada', locale: 'klingon' })).toBe(false);
});

test('an organisation has a name, and is of a known kind', () => {
	const organisation = (typed: object) =>
		isGood(OrganisationInput, { name: 'Le Lavoir', kind: 'association', ...typed });
	expect(organisation({})).toBe(true);
	expect(organisation({ name: '104' })).toBe(true);
	for (const wrong of [
		{ name: '???' },
		{ name: '' },
		{ name: 'a'.repeat(161) },
		{ kind: 'empire' },
		{ kind: '' }
	])
		expect(organisation(wrong), JSON.stringify(wrong)).toBe(false);
});

test('an address is written in one way', () => {
	const address = (email: unknown) => v.safeParse(SignInInput, { email });
	expect(address(' Ada.Martin+alliance@Exemple.ORG ').output).toEqual({
		email: 'ada.martin+alliance@exemple.org'
	});
	expect(address("o'brien@exemple.co.uk").success).toBe(true);
	const wrong = [
		'',
		'ada',
		'ada@',
		'@exemple.org',
		'ada@exemple',
		'ada@@exemple.org',
		'ada@exemple..org',
		'.ada@exemple.org',
		'ada@-exemple.org',
		'ada@exemple.org\nbcc: eve@exemple.org',
		'ada <ada@exemple.org>',
		'ada@exemple.org,eve@exemple.org',
		'ädå@exemple.org',
		`${'a'.repeat(250)}@exemple.org`,
		`${'a.'.repeat(50_000)}@exemple.org`,
		{ $ne: null },
		['ada@exemple.org'],
		undefined
	];
	for (const email of wrong) expect(address(email).success, String(email).slice(0, 40)).toBe(false);
});

test('the website of the alliance is a web address or nothing', () => {
	const alliance = { name: 'Alliance', purposeFr: 'Agir', purposeEn: 'Act', email: 'a@exemple.org' };
	for (const website of ['', 'https://exemple.org', 'http://exemple.org/a'])
		expect(isGood(AllianceInput, { ...alliance, website }), website).toBe(true);
	for (const website of ['javascript:alert(1)', 'exemple.org', 'data:text/html,x', 'https://'])
		expect(isGood(AllianceInput, { ...alliance, website }), website).toBe(false);
});
