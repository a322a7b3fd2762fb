import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { aGathering, fromNow } from '../agenda/a-gathering.ts';
import { aConfidentialGroup, aGroup, aMember } from '../communities/a-group.ts';
import { groups } from '../people/groups.tables.ts';
import { eq } from 'drizzle-orm';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { askTopic, supportTopic, takeBackTopic } from './asking.server.ts';
import { chooseTopic, markDone, putBack, setAside } from './deciding.server.ts';
import { topicsData } from './personal-data.server.ts';
import { topicsToRead } from './reading.server.ts';

const read = async (db: Database, person: Person | null, slug: string) =>
	topicsToRead(db, { reader: 'allies', person }, slug);

async function aSession(db: Database, slug: string) {
	const [group] = await db.select({ id: groups.id }).from(groups).where(eq(groups.slug, slug));
	const at = { startsAt: fromNow(600), endsAt: fromNow(700), title: 'Séance de mars' };
	return aGathering(db, { groupId: group!.id, audience: 'group', kind: 'community', ...at });
}

async function aGroupThatAsks(db: Database) {
	const { slug, keeper } = await aGroup(db);
	const [ada, bo] = [await aMember(db, slug, { name: 'Ada' }), await aMember(db, slug, { name: 'Bo' })];
	await askTopic(db, ada, slug, { title: 'Les friches', text: 'Qui les **occupe** ?' });
	await askTopic(db, bo, slug, { title: 'La monnaie locale', text: null });
	const waiting = (await read(db, ada, slug))!.waiting;
	const idOf = (title: string) => waiting.find((topic) => topic.title === title)!.id;
	return { slug, keeper, ada, bo, friches: idOf('Les friches'), monnaie: idOf('La monnaie locale') };
}

async function told(db: Database, { id }: Person): Promise<string[]> {
	const { rows } = await db.execute<{ kind: string }>(sql`select kind from notices where person_id = ${id}`);
	return rows.map(({ kind }) => kind);
}

test('members ask for subjects and say which they wish too, each once and by name', async ({ db }) => {
	const { slug, keeper, ada, bo, friches, monnaie } = await aGroupThatAsks(db);
	await supportTopic(db, keeper, slug, monnaie, true);
	await supportTopic(db, keeper, slug, monnaie, true);
	expect((await read(db, ada, slug))!.waiting.map(({ title, supporters }) => [title, supporters])).toEqual([
		['La monnaie locale', ['Bo', 'Claire Garde']],
		['Les friches', ['Ada']]
	]);
	await supportTopic(db, keeper, slug, monnaie, false);
	await supportTopic(db, bo, slug, friches, true);
	expect((await read(db, ada, slug))!.waiting[0]).toMatchObject({ title: 'Les friches', isMine: true });
	const stranger = await somebody(db);
	expect(await supportTopic(db, stranger, slug, friches, true)).toMatchObject({ reason: 'not-found' });
	expect(await takeBackTopic(db, bo, slug, friches)).toMatchObject({ reason: 'not-found' });
	expect(await takeBackTopic(db, ada, slug, friches)).toEqual({ ok: true });
});

test('a keeper chooses a subject for a session, then says that it was dealt with; who wishes it is told', async ({
	db
}) => {
	const { slug, keeper, ada, friches } = await aGroupThatAsks(db);
	const session = await aSession(db, slug);
	expect(await chooseTopic(db, ada, slug, friches, session.id)).toMatchObject({ reason: 'forbidden' });
	const elsewhere = await aGathering(db);
	expect(await chooseTopic(db, keeper, slug, friches, elsewhere.id)).toMatchObject({ reason: 'not-found' });
	expect(await chooseTopic(db, keeper, slug, friches, session.id)).toEqual({ ok: true });
	expect(await told(db, ada)).toEqual(['topics.chosen']);
	expect((await read(db, ada, slug))!.chosen[0]!.session).toMatchObject({ title: 'Séance de mars' });
	expect(await supportTopic(db, keeper, slug, friches, true)).toMatchObject({ reason: 'decided' });
	await markDone(db, keeper, slug, friches);
	expect((await read(db, ada, slug))!.settled[0]).toMatchObject({ decision: 'done', title: 'Les friches' });
	await putBack(db, keeper, slug, friches);
	expect((await read(db, ada, slug))!.waiting).toHaveLength(2);
});

test('a subject is set aside with a reason, which whoever asked for it is told', async ({ db }) => {
	const { slug, keeper, bo, monnaie } = await aGroupThatAsks(db);
	expect(await setAside(db, keeper, slug, monnaie, 'Déjà traité en mars.')).toEqual({ ok: true });
	expect(await told(db, bo)).toEqual(['topics.set-aside']);
	expect((await read(db, bo, slug))!.settled[0]).toMatchObject({ reason: 'Déjà traité en mars.' });
});

test('the subjects of a confidential group are read by its members alone; others stay without who erased themselves', async ({
	db
}) => {
	const { slug, member } = await aConfidentialGroup(db);
	await askTopic(db, member, slug, { title: 'Un secret', text: null });
	expect(await read(db, await somebody(db, { isFacilitator: true }), slug)).toBeUndefined();
	expect((await read(db, member, slug))!.waiting).toHaveLength(1);
	const open = await aGroupThatAsks(db);
	expect((await read(db, null, open.slug))!.waiting).toHaveLength(2);
	expect(JSON.stringify(await topicsData.export(db, open.ada))).toContain('friches');
	await topicsData.erase(db, open.ada);
	const left = (await read(db, open.bo, open.slug))!.waiting.find(({ id }) => id === open.friches);
	expect(left).toMatchObject({ name: null, supporters: [] });
});
