import { expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { organisations } from '../people/people.tables.ts';
import { gatherings, participations } from './agenda.tables.ts';
import { sharedWork, upcomingGatherings } from './gatherings.server.ts';

const now = new Date('2024-02-01T12:00:00Z');

test('a visitor sees what comes next, soonest first, with what is under way and without what is over', async ({
	db
}) => {
	await meet(db, 'Assemblée', '2024-12-12T08:00:00Z');
	await meet(db, 'Permanence', '2024-02-06T17:00:00Z');
	await meet(db, 'En cours', '2024-02-01T11:30:00Z');
	await meet(db, 'Passée', '2024-01-09T17:00:00Z');

	const titles = (await upcomingGatherings(db, 3, now)).map((gathering) => gathering.title);
	expect(titles).toEqual(['En cours', 'Permanence', 'Assemblée']);
});

test('the weave shows each organisation at the gatherings where it took part', async ({ db }) => {
	const first = await meet(db, 'Première', '2023-12-14T08:00:00Z');
	const second = await meet(db, 'Seconde', '2023-12-15T08:00:00Z');
	await meet(db, 'Sans personne', '2023-12-16T08:00:00Z');
	await takePart(db, 'Solagro', [first, second]);
	await takePart(db, 'Cerema', [second]);

	const work = await sharedWork(db, 12);
	expect(work.gatherings.map((gathering) => gathering.title)).toEqual(['Première', 'Seconde']);
	expect(work.organisations.map(({ name, gatherings }) => [name, gatherings])).toEqual([
		['Solagro', [first, second]],
		['Cerema', [second]]
	]);
});

test('what is for allies is neither among what comes next nor in the weave of the home page', async ({
	db
}) => {
	const coming = await meet(db, 'Entre nous', '2024-02-06T17:00:00Z', 'allies');
	await takePart(db, 'Solagro', [coming]);
	expect(await upcomingGatherings(db, 3, now)).toEqual([]);
	expect(await sharedWork(db, 12)).toEqual({ gatherings: [], organisations: [] });
});

async function meet(db: Database, title: string, startsAt: string, audience: 'public' | 'allies' = 'public') {
	const start = new Date(startsAt);
	const id = uuidv7();
	const endsAt = new Date(start.getTime() + 3_600_000);
	await db.insert(gatherings).values({
		...{ id, slug: id, kind: 'other', way: 'online', title, summary: title },
		...{ startsAt: start, endsAt, audience }
	});
	return id;
}

async function takePart(db: Database, name: string, met: string[]) {
	const organisationId = uuidv7();
	await db.insert(organisations).values({ id: organisationId, name, kind: 'association' });
	await db.insert(participations).values(met.map((gatheringId) => ({ gatheringId, organisationId })));
}
