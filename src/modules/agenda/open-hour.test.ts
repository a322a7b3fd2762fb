import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, fromNow } from './a-gathering.ts';
import { aroundGathering } from './around-gathering.server.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { bringSubject, openHourFor, subjectsOf, takeBackSubject } from './open-hour.server.ts';
import { cancelGathering } from './planning.server.ts';

const coming = { kind: 'open-hour' as const, startsAt: fromNow(60), endsAt: fromNow(120) };
const subject = { subject: 'Une recyclerie', text: 'Nous cherchons un lieu.' };

const bring = (db: Database, person: Person, slug: string, as = subject) =>
	bringSubject(db, { person, reader: 'public', slug }, as);

describe('at an open hour', () => {
	test('subjects are read in order of arrival, with first names; texts and names are for the host', async ({
		db
	}) => {
		const [host, ada, bo] = [
			await somebody(db),
			await somebody(db, { name: 'Ada Martin' }),
			await somebody(db, { name: 'Bo Petit' })
		];
		const { id, slug } = await aGathering(db, { ...coming, hostId: host.id });
		await bring(db, ada, slug);
		await bring(db, bo, slug, { subject: 'Un verger', text: 'Secret de Bo' });
		await bring(db, ada, slug, { subject: 'Une autre recyclerie', text: 'Secret d’Ada' });

		for (const reader of [null, ada]) {
			const read = (await gatheringToRead(db, reader, 'public', slug))!;
			const around = await aroundGathering(db, reader, read);
			expect(around.subjects).toMatchObject([
				{ subject: 'Une autre recyclerie', name: 'Ada', text: null },
				{ subject: 'Un verger', name: 'Bo', text: null }
			]);
			expect(JSON.stringify(around)).not.toMatch(/Secret|Petit|Martin/);
		}
		expect(await subjectsOf(db, id, { runs: true })).toMatchObject([
			{ name: 'Ada Martin', text: 'Secret d’Ada' },
			{ name: 'Bo Petit', text: 'Secret de Bo' }
		]);
		const own = await openHourFor(db, { person: ada, reader: 'public', slug });
		expect(own!.mine).toEqual({ subject: 'Une autre recyclerie', text: 'Secret d’Ada' });
	});

	test('one takes one’s subject back, and not that of somebody else', async ({ db }) => {
		const [ada, bo] = [await somebody(db), await somebody(db)];
		const { id, slug } = await aGathering(db, coming);
		await bring(db, ada, slug);
		await takeBackSubject(db, { person: bo, reader: 'public', slug });
		expect(await subjectsOf(db, id, { runs: false })).toHaveLength(1);
		await takeBackSubject(db, { person: ada, reader: 'public', slug });
		expect(await subjectsOf(db, id, { runs: false })).toEqual([]);
	});

	test('nothing is brought nor taken back once it has begun, or was cancelled', async ({ db }) => {
		const ada = await somebody(db);
		const { id, slug } = await aGathering(db, coming);
		await bring(db, ada, slug);
		const read = { person: ada, reader: 'public' as const, slug };
		const begun = { ok: false, reason: 'begun' };
		expect(await bringSubject(db, read, { ...subject, subject: 'Trop tard' }, fromNow(61))).toEqual(begun);
		expect(await takeBackSubject(db, read, fromNow(61))).toEqual(begun);
		expect(await subjectsOf(db, id, { runs: false })).toMatchObject([{ subject: 'Une recyclerie' }]);
		await cancelGathering(db, await somebody(db, { isFacilitator: true }), slug, { reason: 'Grève' });
		expect(await bring(db, ada, slug)).toEqual({ ok: false, reason: 'not-found' });
	});

	test('who may not see it brings nothing, and no other gathering takes subjects', async ({ db }) => {
		const ada = await somebody(db);
		const hidden = await aGathering(db, { ...coming, audience: 'allies' });
		const other = await aGathering(db, { ...coming, kind: 'other' });
		for (const { slug } of [hidden, other])
			expect(await bring(db, ada, slug)).toEqual({ ok: false, reason: 'not-found' });
		const asAlly = { person: ada, reader: 'allies' as const, slug: hidden.slug };
		expect(await bringSubject(db, asAlly, subject)).toEqual({ ok: true });
	});
});

test('a double click leaves one subject, in its turn', async () => {
	const { db, close } = await cloneDatabase();
	const ada = await somebody(db);
	const { id, slug } = await aGathering(db, coming);
	await Promise.all([1, 2, 3].map(() => bring(db, ada, slug)));
	expect(await subjectsOf(db, id, { runs: false })).toHaveLength(1);
	await close();
});
