import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ProfileInput } from './profile.input.ts';
import { audienceOfGroup } from './shown-groups.ts';
import { shownByOrganisation } from './audiences.ts';

const read = (sent: Record<string, string>) => v.safeParse(ProfileInput, sent);
const change = (sent: Record<string, string>) => v.parse(ProfileInput, sent);
const refusals = (sent: Record<string, string>) => read(sent).issues?.map((issue) => v.getDotPath(issue));

test('a form that leaves everything out empties the page and shows it to nobody', () => {
	expect(change({})).toMatchObject({
		sentence: null,
		siren: null,
		point: null,
		links: [],
		offers: [],
		audience: 'private',
		shown: {}
	});
});

test('the number of an establishment gives that of its organisation', () => {
	expect(change({ siret: '732 829 320 00074' })).toMatchObject({
		siren: '732829320',
		siret: '73282932000074'
	});
	expect(refusals({ siren: '130025265', siret: '73282932000074' })).toEqual(['siret']);
	expect(refusals({ siren: '732829321', siret: '73282932000075', rna: '751' })).toEqual([
		'siren',
		'siret',
		'rna'
	]);
});

test('an address on the web may come without its beginning, and a script is none', () => {
	expect(change({ website: 'lasource.org', linkUrl2: 'https://www.carnet.org/a' })).toMatchObject({
		website: 'https://lasource.org',
		links: [{ label: 'carnet.org', url: 'https://www.carnet.org/a' }]
	});
	for (const website of [
		'javascript:alert(1)',
		'data:text/html,x',
		'https://',
		'source',
		'https://a@b.fr',
		'ftp://a.fr'
	])
		expect([website, refusals({ website })]).toEqual([website, ['website']]);
});

test('a point is on earth, whole, and may be written with a comma', () => {
	expect(change({ latitude: '48,117', longitude: '-1.678' }).point).toEqual({
		latitude: 48.117,
		longitude: -1.678
	});
	expect(refusals({ latitude: '48,117' })).toEqual(['longitude']);
	expect(refusals({ latitude: '91', longitude: 'NaN' })).toEqual(['latitude', 'longitude']);
	expect(refusals({ latitude: '1e1', longitude: '0x10' })).toEqual(['latitude', 'longitude']);
});

test('how to reach somebody is checked, and what is no address or number is refused', () => {
	expect(change({ email: ' Ada@Exemple.org ', phone: '+33 2 99 00 00 00' })).toMatchObject({
		email: 'ada@exemple.org',
		phone: '+33 2 99 00 00 00'
	});
	expect(read({ email: 'ada' }).issues?.[0]?.message).toContain('@');
	expect(refusals({ email: 'ada', phone: 'appelez-moi' })).toEqual(['email', 'phone']);
});

test('skills come with their notes, each once', () => {
	const skill = '01890000-0000-7000-8000-000000000001';
	const sent = { offers: `${skill},${skill}`, [`offerNote-${skill}`]: ' le  soir ' };
	expect(change(sent).offers).toEqual([{ skillId: skill, note: 'le soir' }]);
	expect(refusals({ offers: 'x' })).toHaveLength(1);
	expect(refusals({ ...sent, [`offerNote-${skill}`]: 'a'.repeat(161) })).toEqual([`offerNote-${skill}`]);
});

test('who sees is said for groups of fields, and nothing else can be named', () => {
	expect(change({ 'shown-web': 'allies', 'shown-email': 'public', 'shown-name': 'private' }).shown).toEqual({
		website: 'allies',
		links: 'allies',
		email: 'public'
	});
	expect(refusals({ 'shown-web': 'everybody', audience: 'x' })).toEqual(['audience', 'shown-web']);
});

test('a group whose fields differ shows those who see least of it', () => {
	expect(audienceOfGroup({ ...shownByOrganisation, links: 'allies' }, 'web')).toBe('allies');
	expect(audienceOfGroup(shownByOrganisation, 'email')).toBe('private');
});
