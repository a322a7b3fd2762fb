import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { aSeat } from '../agenda/a-gathering.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGroupThatMeets, aSession, passed, whoHas } from './a-session.ts';
import { writeHandover } from './handover.server.ts';
import { proposeRoles } from './proposing.server.ts';
import { rolesToRead } from './reading.server.ts';
import { leaveOut } from './roles.server.ts';
import { askSwap, endSwap, takeSwap } from './swapping.server.ts';
import { sayAbsent, stepBack, volunteer } from './taking.server.ts';

const read = async (db: Database, person: Person, slug: string) =>
	(await rolesToRead(db, { reader: 'public', person }, slug))!;

async function told(db: Database, { id }: Person): Promise<string[]> {
	const { rows } = await db.execute<{ kind: string }>(
		sql`select kind from notices where person_id = ${id} order by id`
	);
	return rows.map(({ kind }) => kind);
}

async function swapAt(db: Database, person: Person, slug: string): Promise<string> {
	const roles = (await read(db, person, slug)).sessions.flatMap((session) => session.roles);
	return roles.find(({ swap }) => swap)!.swap!.id;
}

test('a member takes a role, gives it back, and nobody takes two of one session', async ({ db }) => {
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo']);
	const [ada, bo] = members as [Person, Person];
	expect(await volunteer(db, ada, slug, { session, role: 'notes' })).toEqual({ ok: true });
	expect(await volunteer(db, ada, slug, { session, role: 'notes' })).toEqual({ ok: true });
	expect(await volunteer(db, bo, slug, { session, role: 'notes' })).toMatchObject({ reason: 'taken' });
	expect(await volunteer(db, ada, slug, { session, role: 'time' })).toMatchObject({ reason: 'has-one' });
	expect(await whoHas(db, keeper, slug, session)).toMatchObject({ notes: 'Ada', time: null });
	expect(await stepBack(db, bo, slug, { session, role: 'notes' })).toMatchObject({ reason: 'not-theirs' });
	expect(await stepBack(db, ada, slug, { session, role: 'notes' })).toEqual({ ok: true });
	expect(await volunteer(db, bo, slug, { session, role: 'notes' })).toEqual({ ok: true });
	const stranger = await somebody(db);
	expect(await volunteer(db, stranger, slug, { session, role: 'time' })).toMatchObject({
		reason: 'not-found'
	});
	await passed(db, session, 1);
	expect(await volunteer(db, ada, slug, { session, role: 'time' })).toMatchObject({ reason: 'over' });
});

test('of two who take a role at once one has it, and one who takes two at once has one', async () => {
	const { db, close } = await cloneDatabase();
	const { slug, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo', 'Cleo']);
	const answers = await Promise.all(
		members.map((one) => volunteer(db, one, slug, { session, role: 'time' }))
	);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	const loser = members[answers.findIndex(({ ok }) => !ok)]!;
	const both = ['facilitation', 'presentation'].map((role) => volunteer(db, loser, slug, { session, role }));
	expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1);
	await close();
});

test('the free roles go in turn to who comes, each told once and why, and volunteers keep theirs', async ({
	db
}) => {
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo', 'Cleo', 'Dan']);
	const [ada, bo, cleo, dan] = members as [Person, Person, Person, Person];
	for (const role of ['presentation', 'facilitation']) await leaveOut(db, keeper, slug, role, true);
	const former = await aSession(db, slug, 60);
	await volunteer(db, ada, slug, { session: former, role: 'notes' });
	await volunteer(db, bo, slug, { session: former, role: 'time' });
	await passed(db, former, 7);
	await sayAbsent(db, keeper, slug, session, true);
	await sayAbsent(db, cleo, slug, session, true);
	expect(await proposeRoles(db, bo, slug, session)).toMatchObject({ reason: 'forbidden' });
	await volunteer(db, dan, slug, { session, role: 'time' });
	expect(await proposeRoles(db, keeper, slug, session)).toEqual({ ok: true, given: 1, left: 0 });
	expect(await whoHas(db, keeper, slug, session)).toEqual({ notes: 'Bo', time: 'Dan' });
	expect(await proposeRoles(db, keeper, slug, session)).toEqual({ ok: true, given: 0, left: 0 });
	expect(await told(db, bo)).toEqual(['responsibilities.given']);
	const { roles } = (await read(db, ada, slug)).sessions[0]!;
	expect(roles.find(({ key }) => key === 'notes')!.reason).toMatchObject({ lastHad: null });
});

test('when a session takes registrations, those who registered are preferred to those who said nothing', async ({
	db
}) => {
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo', 'Cleo']);
	for (const role of ['presentation', 'facilitation', 'time']) await leaveOut(db, keeper, slug, role, true);
	await db.execute(sql`update gatherings set registration_until = starts_at where id = ${session}`);
	await aSeat(db, session, members[1]!);
	await proposeRoles(db, keeper, slug, session);
	expect(await whoHas(db, keeper, slug, session)).toEqual({ notes: 'Bo' });
});

test('who is asked takes the role in one click, and two roles are exchanged', async ({ db }) => {
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo', 'Cleo']);
	const [ada, bo, cleo] = members as [Person, Person, Person];
	await volunteer(db, ada, slug, { session, role: 'notes' });
	await volunteer(db, bo, slug, { session, role: 'time' });
	expect(await askSwap(db, ada, slug, { session, role: 'time', of: bo.id })).toMatchObject({
		reason: 'not-theirs'
	});
	const stranger = await somebody(db);
	expect(await askSwap(db, ada, slug, { session, role: 'notes', of: stranger.id })).toMatchObject({
		ok: false
	});
	expect(await askSwap(db, ada, slug, { session, role: 'notes', of: bo.id })).toEqual({ ok: true });
	const swap = await swapAt(db, bo, slug);
	expect(await takeSwap(db, cleo, slug, swap)).toMatchObject({ reason: 'not-theirs' });
	expect(await takeSwap(db, bo, slug, swap)).toEqual({ ok: true });
	expect(await takeSwap(db, bo, slug, swap)).toMatchObject({ reason: 'taken' });
	expect(await whoHas(db, keeper, slug, session)).toMatchObject({ notes: 'Bo', time: 'Ada' });
	expect(await told(db, bo)).toEqual(['responsibilities.swap-asked']);
	expect(await told(db, ada)).toEqual(['responsibilities.swap-taken']);
	expect(await told(db, cleo)).toEqual([]);
	await askSwap(db, ada, slug, { session, role: 'time', of: cleo.id });
	expect(await endSwap(db, cleo, slug, await swapAt(db, cleo, slug))).toEqual({ ok: true });
	expect(await told(db, ada)).toEqual(['responsibilities.swap-taken', 'responsibilities.swap-declined']);
	expect(await whoHas(db, keeper, slug, session)).toMatchObject({ time: 'Ada' });
});

test('of two who can take a role that looks for somebody, one has it', async () => {
	const { db, close } = await cloneDatabase();
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo', 'Cleo']);
	const [ada, bo, cleo] = members as [Person, Person, Person];
	await volunteer(db, ada, slug, { session, role: 'notes' });
	await askSwap(db, ada, slug, { session, role: 'notes', of: null });
	const swap = await swapAt(db, bo, slug);
	const answers = await Promise.all([bo, cleo].map((one) => takeSwap(db, one, slug, swap)));
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	const { notes } = await whoHas(db, keeper, slug, session);
	expect(notes).toBe(answers[0]!.ok ? 'Bo' : 'Cleo');
	await close();
});

test('what is handed over is read by who has the role next, and by nobody else', async ({ db }) => {
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo']);
	const [ada, bo] = members as [Person, Person];
	const former = await aSession(db, slug, 60);
	await volunteer(db, ada, slug, { session: former, role: 'notes' });
	const note = { session: former, role: 'notes', text: 'Le carnet est chez Léo.' };
	expect(await writeHandover(db, ada, slug, note)).toMatchObject({ reason: 'too-early' });
	await passed(db, former, 2);
	await volunteer(db, bo, slug, { session, role: 'notes' });
	expect(await writeHandover(db, bo, slug, note)).toMatchObject({ reason: 'not-theirs' });
	expect(await writeHandover(db, ada, slug, note)).toEqual({ ok: true });
	expect(await told(db, bo)).toEqual(['responsibilities.handed-over']);
	const seenBy = async (one: Person) => JSON.stringify(await read(db, one, slug));
	expect(await seenBy(bo)).toContain('chez Léo');
	expect(await seenBy(ada)).toContain('chez Léo');
	expect(await seenBy(keeper)).not.toContain('chez Léo');
	await stepBack(db, bo, slug, { session, role: 'notes' });
	expect(await seenBy(bo)).not.toContain('chez Léo');
});
