import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visitingCard } from './vcard.ts';

type Card = Parameters<typeof visitingCard>[0];

const bare: Card = {
	profileId: '01890000-0000-7000-8000-000000000001',
	name: 'La Source',
	isOrganisation: true,
	sentence: null,
	website: null,
	email: null,
	phone: null,
	address: null,
	placeLabel: null,
	latitude: null,
	longitude: null,
	people: [],
	pictureId: null,
	updatedAt: new Date('2026-11-24T10:00:00.123Z')
};
const here = 'https://alliance.exemple.org/allies/la-source';
const card = (page: Partial<Card>, offers: string[] = []) => visitingCard({ ...bare, ...page }, here, offers);
const lines = (page: Partial<Card>, offers?: string[]) => unfolded(card(page, offers)).split('\r\n');

test('the card of an organisation that says nothing has its name and the address of its page', () => {
	expect(card({})).toBe(
		[
			'BEGIN:VCARD',
			'VERSION:4.0',
			'KIND:org',
			'UID:urn:uuid:01890000-0000-7000-8000-000000000001',
			'FN:La Source',
			'ORG:La Source',
			`URL:${here}`,
			`SOURCE:${here}`,
			'REV:20261124T100000Z',
			'END:VCARD',
			''
		].join('\r\n')
	);
});

test('commas, semicolons, backslashes and ends of lines of what was typed do not end a value', () => {
	const page = { sentence: 'a, b; c\\d\ne\r\nEND:VCARD', address: '2; rue\n35000', placeLabel: 'Rennes' };
	const read = lines(page, ['Eau, sols', 'Droit']);
	expect(read).toContain('NOTE:a\\, b\\; c\\\\d\\ne\\nEND:VCARD');
	expect(read).toContain('ADR:;;2\\; rue\\n35000;Rennes;;;');
	expect(read).toContain('CATEGORIES:Eau\\, sols,Droit');
	expect(read.filter((line) => line === 'END:VCARD')).toHaveLength(1);
});

test('the card of a person says what they do and where', () => {
	const people = [{ name: 'La Source', role: 'présidente', slug: null }];
	const read = lines({ name: 'Ada Martin', isOrganisation: false, people, phone: '02 99 00 00 00' });
	expect(read).toEqual(
		expect.arrayContaining([
			'KIND:individual',
			'N:Ada Martin;;;;',
			'ORG:La Source',
			'ROLE:présidente',
			'TEL;VALUE=text:02 99 00 00 00'
		])
	);
});

test('whatever was typed, no line is longer than 75 octets and none is lost', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
			// the mark of a character cut in two is what is looked for, so that nobody types it here
			const sentence = typed.replaceAll('\uFFFD', '');
			const written = card({ sentence: `x${sentence}` });
			for (const line of written.split('\r\n')) {
				expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
				expect(line).not.toMatch(/[\r\n]|\uFFFD/);
			}
			const note = unfolded(written)
				.split('\r\n')
				.find((line) => line.startsWith('NOTE:'))!;
			// eslint-disable-next-line no-control-regex -- the card leaves them out
			const meant = `x${sentence}`.replace(/\r\n|\r/g, '\n').replace(/(?!\n)[\u0000-\u001f\u007f]/g, '');
			expect(note.slice(5).replace(/\\(.)/gs, (_, one) => (one === 'n' ? '\n' : one))).toBe(meant);
		})
	);
});

function unfolded(written: string): string {
	return written.replaceAll('\r\n ', '');
}
