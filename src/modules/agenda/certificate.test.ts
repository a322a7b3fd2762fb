import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, fromNow } from './a-gathering.ts';
import { certificateOf } from './certificate.server.ts';
import { cancelGathering } from './planning.server.ts';
import { attendances } from './registrations.tables.ts';

const over = { startsAt: fromNow(-180), endsAt: fromNow(-30) };

async function attended(db: Database, name: string, as: Parameters<typeof aGathering>[1] = over) {
	const person = await somebody(db, { name });
	const { id, slug } = await aGathering(db, as);
	await db.insert(attendances).values({ id: person.id, gatheringId: id, personId: person.id });
	return { person, slug };
}

/** The title as the file says it, outside of its compressed parts. */
function titleIn(pdf: Buffer): string | undefined {
	const [, title] = /<dc:title>.*?<rdf:li[^>]*>(.*?)<\/rdf:li>/s.exec(pdf.toString('utf8')) ?? [];
	return title
		?.replaceAll('&quot;', '"')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');
}

describe('a certificate', () => {
	test('is given after a gathering to who was noted there: an accessible PDF', async ({ db }) => {
		const { person, slug } = await attended(db, 'Ada Martin');
		const pdf = (await certificateOf(db, person, slug))!;
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		expect(titleIn(pdf)).toBe('Attestation de présence de Ada Martin : Faire ensemble');
		expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
		expect(pdf.length).toBeLessThan(60_000);
	});

	test('is not given to anybody else, nor before the end, nor of what was cancelled', async ({ db }) => {
		const { person, slug } = await attended(db, 'Ada Martin');
		expect(await certificateOf(db, await somebody(db), slug)).toBeUndefined();
		expect(await certificateOf(db, person, 'ailleurs')).toBeUndefined();
		const now = await attended(db, 'Bo', { startsAt: fromNow(-30), endsAt: fromNow(30) });
		expect(await certificateOf(db, now.person, now.slug)).toBeUndefined();
		await cancelGathering(db, await somebody(db, { isFacilitator: true }), slug, { reason: 'Annulée' });
		expect(await certificateOf(db, person, slug)).toBeUndefined();
	});

	test.for([
		'#panic("pris")',
		'#read("/etc/passwd")',
		'*gras* _it_ = titre $x^2$ `code` @ref <label>',
		'"); #import "@preview/x:1.0.0"; ("',
		'\\ #{ [ ] } // /* */ ~ --- \u2028',
		'{{name}} ${name} {alliance}'
	])('says a name that looks like code as it is: %s', async (name, { db }) => {
		const { person, slug } = await attended(db, name, { ...over, title: name });
		const pdf = (await certificateOf(db, person, slug))!;
		expect(titleIn(pdf)?.replace(/\s+/gu, ' ')).toBe(
			`Attestation de présence de ${name} : ${name}`.replace(/\s+/gu, ' ')
		);
		expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
	});

	test('is given to who has a name in letters that the font does not have', async ({ db }) => {
		const { person, slug } = await attended(db, '王小明 🌱');
		expect((await certificateOf(db, person, slug))!.subarray(0, 5).toString()).toBe('%PDF-');
	});
});
