import * as v from 'valibot';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, fromNow } from './a-gathering.ts';
import { aroundGathering } from './around-gathering.server.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { attendances } from './registrations.tables.ts';
import { takeawayFor, takenAway, tellTakeaway, withdrawTakeaway } from './takeaways.server.ts';
import { TakeawayInput, TracesInput } from './traces.input.ts';
import { recordingOf, tracesToWrite, writeTraces } from './traces.server.ts';

const written = (fields: Record<string, string>) => v.parse(TracesInput, fields);

test('whoever ran a gathering says where it can be heard again, to those who may see it', async ({ db }) => {
	const host = await somebody(db);
	const { slug } = await aGathering(db, { hostId: host.id, audience: 'allies' });
	const form = written({ recording: 'https://video.example/1' });
	expect(await writeTraces(db, host, slug, form)).toEqual({ ok: true });
	const read = (await gatheringToRead(db, null, 'allies', slug))!;
	expect((await aroundGathering(db, null, read)).recording).toBe('https://video.example/1');
	expect(await gatheringToRead(db, null, 'public', slug)).toBeUndefined();
});

test('nobody else does, and nobody before the beginning', async ({ db }) => {
	const [host, stranger] = [await somebody(db, { isFacilitator: true }), await somebody(db)];
	const { id, slug } = await aGathering(db);
	const form = written({ recording: 'https://video.example/1' });
	expect(await writeTraces(db, stranger, slug, form)).toEqual({ ok: false, reason: 'forbidden' });
	expect(await tracesToWrite(db, stranger, slug)).toBeUndefined();
	expect(await recordingOf(db, id)).toBeNull();
	const later = await aGathering(db, { startsAt: fromNow(10), endsAt: fromNow(20) });
	expect(await writeTraces(db, host, later.slug, form)).toEqual({ ok: false, reason: 'too-early' });
});

test('two who write at once do not write over each other: the second reads the first and decides', async () => {
	const { db, close } = await cloneDatabase();
	const hosts = [await somebody(db, { isFacilitator: true }), await somebody(db, { isFacilitator: true })];
	const { slug } = await aGathering(db);
	const links = ['https://video.example/1', 'https://video.example/2'];
	const answers = await Promise.all(
		[0, 1].map((at) => writeTraces(db, hosts[at]!, slug, written({ recording: links[at]! })))
	);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(answers).toContainEqual({ ok: false, reason: 'changed-meanwhile' });
	const { state, recording } = (await tracesToWrite(db, hosts[0]!, slug))!;
	expect(links).toContain(recording);
	const again = written({ recording: links[1]!, read: state });
	expect(await writeTraces(db, hosts[0]!, slug, again)).toEqual({ ok: true });
	await close();
});

const told = (fields: Record<string, string>) => v.parse(TakeawayInput, fields);

async function attended(db: Database, gatheringId: string, name: string): Promise<Person> {
	const person = await somebody(db, { name });
	await db.insert(attendances).values({ id: person.id, gatheringId, personId: person.id });
	return person;
}

test('what those who were there take away is read together: by the alphabet, once each, without names', async ({
	db
}) => {
	const { id, slug } = await aGathering(db);
	const [ada, bo] = [await attended(db, id, 'Ada'), await attended(db, id, 'Bo')];
	await tellTakeaway(db, bo, slug, told({ word1: 'Élan', word2: 'lien', question: 'Et après ?' }));
	await tellTakeaway(
		db,
		ada,
		slug,
		told({ word1: 'zèle', word2: 'Lien', word3: 'eau', question: 'Avec qui ?' })
	);
	const taken = await takenAway(db, id);
	expect(taken.words.map((word) => word.toLowerCase())).toEqual(['eau', 'élan', 'lien', 'zèle']);
	expect(taken.questions.toSorted()).toEqual(['Avec qui ?', 'Et après ?']);
	expect(Object.keys(taken)).toEqual(['words', 'questions']);

	await tellTakeaway(db, ada, slug, told({ word1: 'joie' }));
	expect((await takeawayFor(db, ada, slug))!.mine).toEqual({ words: ['joie'], question: null });
	await withdrawTakeaway(db, bo, slug);
	expect(await takenAway(db, id)).toEqual({ words: ['joie'], questions: [] });
	await db.delete(attendances);
	expect(await takenAway(db, id)).toEqual({ words: [], questions: [] });
});

test('who was not there says nothing', async ({ db }) => {
	const stranger = await somebody(db);
	const { id, slug } = await aGathering(db);
	expect(await tellTakeaway(db, stranger, slug, told({ word1: 'moi' }))).toBe(false);
	expect(await withdrawTakeaway(db, stranger, slug)).toBe(false);
	expect(await takeawayFor(db, stranger, slug)).toBeUndefined();
	expect(await takenAway(db, id)).toEqual({ words: [], questions: [] });
});

test.for([
	['no word at all', TakeawayInput, { word2: ' ' }, 'word1'],
	['a recording that runs a script', TracesInput, { recording: 'javascript:alert(1)' }, 'recording']
] as const)('%s is refused beside its field', ([, schema, fields, field]) => {
	const read = v.safeParse(schema, fields);
	expect(read.issues?.map((issue) => v.getDotPath(issue as never))).toEqual([field]);
});
