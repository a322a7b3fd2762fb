import { expect } from 'vitest';
import * as v from 'valibot';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { about, add, anEdition, draft, session, slug } from './an-assembly.ts';
import { EditionInput, SessionInput } from './assembly.input.ts';
import { addSession, changeSession, moveSession, nameDay, removeSession } from './drafting.server.ts';
import { editionsFor, openEdition } from './editions.server.ts';
import { publishedProgramme, publishProgramme, versionsOf } from './publishing.server.ts';

test('facilitators prepare assemblies, others cannot, and an address is taken once', async ({ db }) => {
	const host = await anEdition(db);
	const input = v.parse(EditionInput, about);
	expect(await openEdition(db, host, input)).toEqual({ ok: false, reason: 'taken' });
	const ally = await somebody(db);
	expect(await openEdition(db, ally, input)).toEqual({ ok: false, reason: 'forbidden' });
	expect(await addSession(db, ally, slug, session({}))).toEqual({ ok: false, reason: 'forbidden' });
	expect(await publishProgramme(db, ally, slug, '')).toEqual({ ok: false, reason: 'forbidden' });
	expect(await editionsFor(db, ally)).toEqual([]);
	expect(await editionsFor(db, host)).toMatchObject([{ slug, isPublished: false }]);
});

test('impossible days, hours, people and links are refused beside their field', () => {
	const fields = { title: 'Une session', format: 'debate', day: '2026-12-10' };
	const wrong: [string, Record<string, string>][] = [
		['title', { title: ' ' }],
		['format', { format: 'monologue' }],
		['day', { day: '2026-02-30' }],
		['starts', { starts: '25:00' }],
		['minutes', { minutes: '0' }],
		['minutes', { minutes: 'longtemps' }],
		['speakers', { speakers: ', sans nom' }],
		['resources', { resources: 'Un titre http://pas.sûr' }],
		['video', { video: 'javascript:alert(1)' }],
		['capacity', { capacity: '-3' }]
	];
	for (const [field, sent] of wrong) {
		const result = v.safeParse(SessionInput, { ...fields, ...sent });
		expect(
			result.success ? [] : result.issues.map((issue) => v.getDotPath(issue)),
			JSON.stringify(sent)
		).toEqual([field]);
	}
	const order = v.safeParse(EditionInput, { ...about, endsOn: '2026-12-09' });
	expect(order.success ? [] : order.issues.map((issue) => v.getDotPath(issue))).toEqual(['endsOn']);
});

test('a session stands on a day of its assembly, in a slot of the same day', async ({ db }) => {
	const host = await anEdition(db);
	expect(await addSession(db, host, slug, session({ day: '2026-12-12' }))).toEqual({
		ok: false,
		reason: 'outside'
	});
	const slot = await add(db, host, { title: 'Créneau', format: 'workshops' });
	const other = session({ title: 'Atelier', slot, day: '2026-12-11' });
	expect(await addSession(db, host, slug, other)).toEqual({ ok: false, reason: 'no-slot' });
	const workshop = await add(db, host, { title: 'Atelier', slot, format: 'workshop' });
	const nested = session({ title: 'Trop profond', slot: workshop });
	expect(await addSession(db, host, slug, nested)).toEqual({ ok: false, reason: 'no-slot' });
	await removeSession(db, host, slug, slot);
	expect((await draft(db)).sessions).toEqual([]);
});

test('people read what was published, and not the draft; a version that changes nothing is none', async ({
	db
}) => {
	const host = await anEdition(db);
	const id = await add(db, host, {
		title: 'Ouverture',
		speakers: 'Ada, maire\nBo',
		resources: 'Le film https://exemple.org/film'
	});
	expect(await publishedProgramme(db, slug)).toBeUndefined();
	await nameDay(db, host, slug, { day: '2026-12-10', theme: 'Voir loin' });
	expect(await publishProgramme(db, host, slug, 'Première')).toEqual({ ok: true, number: 1 });
	expect(await publishProgramme(db, host, slug, '')).toEqual({ ok: false, reason: 'unchanged' });
	await changeSession(db, host, slug, id, session({ title: 'Grande ouverture', speakers: 'Ada, maire' }));
	const read = async () => (await publishedProgramme(db, slug))!.programme;
	expect((await read()).sessions).toMatchObject([
		{
			slug: 'ouverture',
			title: 'Ouverture',
			people: [{ name: 'Ada', role: 'maire' }, { name: 'Bo' }],
			resources: [{ title: 'Le film', url: 'https://exemple.org/film' }]
		}
	]);
	expect((await read()).days[0]).toEqual({ day: '2026-12-10', theme: 'Voir loin' });
	expect(await publishProgramme(db, host, slug, 'Titre')).toEqual({ ok: true, number: 2 });
	const { versions } = (await versionsOf(db, slug))!;
	expect(
		versions.map(({ number, note, changes }) => [number, note, changes.map(({ kind }) => kind)])
	).toEqual([
		[2, 'Titre', ['renamed', 'people', 'rewritten']],
		[1, 'Première', []]
	]);
});

test('sessions whose hour is known go by it, the others stay where they were put', async ({ db }) => {
	const host = await anEdition(db);
	await add(db, host, { title: 'Sans heure' });
	await add(db, host, { title: 'Onze heures', starts: '11:00' });
	const early = await add(db, host, { title: 'Neuf heures', starts: '09:00' });
	const last = await add(db, host, { title: 'Sans heure non plus' });
	const titles = async () => (await draft(db)).sessions.map(({ title }) => title);
	expect(await titles()).toEqual(['Sans heure', 'Neuf heures', 'Onze heures', 'Sans heure non plus']);
	await moveSession(db, host, slug, last, 'up');
	expect(await titles()).toEqual(['Sans heure', 'Neuf heures', 'Sans heure non plus', 'Onze heures']);
	expect(await moveSession(db, host, slug, early, 'down')).toEqual({ ok: true });
});
