import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { aConfidentialGroup, aGroup, aMember } from '../communities/a-group.ts';
import type { Person } from '../people/people.server.ts';
import { leaveGroup } from '../communities/members.server.ts';
import { somebody } from '../people/somebody.ts';
import { contribute, facilitate, openNextRound, takeBack } from './contributing.server.ts';
import { casesData } from './personal-data.server.ts';
import { caseToRead, casesToRead } from './reading.server.ts';
import { rounds, type Round } from './rounds.ts';
import { endCase, eraseCase, eraseUnended, retellCase, tellCase } from './telling.server.ts';

const secret = 'Zéphyrine';
const told = { title: `Comment dire non à ${secret} ?`, text: `${secret} revient chaque semaine.` };

const read = (db: Database, person: Person | null, slug: string, id: string) =>
	caseToRead(db, { reader: 'allies', person }, slug, id);
const say = (db: Database, person: Person, slug: string, id: string, round: Round, text = `${secret} ici`) =>
	contribute(db, person, slug, id, { round, text });

/** A group in which Ada tells a case, among Bo and Cleo. */
async function aCase(db: Database, as: Record<string, string> = {}) {
	const { slug, keeper } = await aGroup(db, as);
	const members = [];
	for (const name of ['Ada', 'Bo', 'Cleo']) members.push(await aMember(db, slug, { name }));
	const [ada, bo, cleo] = members as [Person, Person, Person];
	const result = await tellCase(db, ada, slug, told);
	if (!result.ok) throw new Error(result.reason);
	return { slug, keeper, ada, bo, cleo, id: result.id };
}

/** Goes to a round, each opened by the author. */
async function goTo(db: Database, author: Person, slug: string, id: string, round: Round): Promise<void> {
	for (const seen of rounds.slice(0, rounds.indexOf(round)))
		expect(await openNextRound(db, author, slug, id, seen)).toMatchObject({ ok: true });
}

test('a contribution belongs to the round that is open, and the author listens to hypotheses and proposals', async ({
	db
}) => {
	const { slug, ada, bo, id } = await aCase(db);
	expect(await say(db, bo, slug, id, 'telling')).toMatchObject({ reason: 'listens' });
	expect(await say(db, bo, slug, id, 'clarify')).toMatchObject({ reason: 'other-round' });
	const may: Record<string, [boolean, boolean]> = {};
	for (const round of rounds.slice(1)) {
		await openNextRound(db, ada, slug, id, rounds[rounds.indexOf(round) - 1]!);
		may[round] = [(await say(db, ada, slug, id, round)).ok, (await say(db, bo, slug, id, round)).ok];
	}
	expect(may).toEqual({
		clarify: [true, true],
		hypotheses: [false, true],
		proposals: [false, true],
		thanks: [true, true]
	});
	const seen = (await read(db, bo, slug, id))!;
	expect(seen.rounds.map(({ round, said }) => [round, said.length])).toEqual([
		['clarify', 2],
		['hypotheses', 1],
		['proposals', 1],
		['thanks', 2]
	]);
});

test('rounds are opened in their order by who told the case or sees to its rounds, and by nobody else', async ({
	db
}) => {
	const { slug, keeper, ada, bo, cleo, id } = await aCase(db);
	expect(await openNextRound(db, keeper, slug, id, 'telling')).toMatchObject({ reason: 'forbidden' });
	expect(await facilitate(db, ada, slug, id)).toMatchObject({ reason: 'forbidden' });
	expect(await facilitate(db, bo, slug, id)).toMatchObject({ ok: true });
	expect(await facilitate(db, cleo, slug, id)).toMatchObject({ reason: 'already-facilitated' });
	expect(await openNextRound(db, bo, slug, id, 'telling')).toMatchObject({ ok: true });
	expect(await openNextRound(db, ada, slug, id, 'telling')).toMatchObject({ reason: 'other-round' });
	expect(await retellCase(db, ada, slug, id, told)).toMatchObject({ reason: 'too-late' });
	await say(db, cleo, slug, id, 'clarify');
	const mine = (await read(db, cleo, slug, id))!.rounds[0]!.said[0]!.id;
	expect(await takeBack(db, bo, slug, id, mine)).toMatchObject({ ok: false });
	await openNextRound(db, ada, slug, id, 'clarify');
	expect(await takeBack(db, cleo, slug, id, mine)).toMatchObject({ reason: 'other-round' });
});

test('a case is read by members alone, in a group that is open to allies as in one that is not', async ({
	db
}) => {
	const { slug, bo, id } = await aCase(db);
	const others = [
		null,
		await somebody(db),
		await somebody(db, { isFacilitator: true, isAdministrator: true })
	];
	for (const other of others) {
		expect(await read(db, other, slug, id)).toBeUndefined();
		const list = await casesToRead(db, { reader: 'allies', person: other }, slug);
		expect(list?.cases).toEqual([]);
		if (other) expect(await say(db, other, slug, id, 'clarify')).toMatchObject({ reason: 'not-found' });
	}
	expect(JSON.stringify(await read(db, bo, slug, id))).toContain(secret);
	const inside = await aConfidentialGroup(db);
	const hidden = await tellCase(db, inside.member, inside.slug, told);
	expect(await read(db, others[2]!, inside.slug, hidden.ok ? hidden.id : '')).toBeUndefined();
});

test('what is opened to allies is what its author told, in the words that they chose; others stay unheard', async ({
	db
}) => {
	const { slug, ada, bo, id } = await aCase(db);
	const opened = { title: 'Comment dire non ?', text: 'Quelqu’un revient.', outcome: 'opened' as const };
	expect(await endCase(db, ada, slug, id, opened)).toMatchObject({ reason: 'too-late' });
	await goTo(db, ada, slug, id, 'clarify');
	await say(db, bo, slug, id, 'clarify');
	for (const seen of ['clarify', 'hypotheses', 'proposals'] as const)
		await openNextRound(db, ada, slug, id, seen);
	expect(await endCase(db, bo, slug, id, opened)).toMatchObject({ reason: 'forbidden' });
	expect(await endCase(db, ada, slug, id, opened)).toMatchObject({ ok: true });
	const seen = JSON.stringify(await read(db, await somebody(db), slug, id));
	expect(seen).toContain('Quelqu’un revient');
	expect(seen).not.toContain(secret);
	expect(await caseToRead(db, { reader: 'public', person: null }, slug, id)).toBeUndefined();
	expect(JSON.stringify(await read(db, bo, slug, id))).toContain(secret);
	expect(await say(db, bo, slug, id, 'thanks')).toMatchObject({ reason: 'ended' });
	await db.execute(
		sql`update groups set openness = 'on-request', is_confidential = true where slug = ${slug}`
	);
	expect(await read(db, await somebody(db), slug, id)).toBeUndefined();
});

test('nothing of a confidential group is opened to allies', async ({ db }) => {
	const { slug, ada, id } = await aCase(db, { isConfidential: 'on', openness: 'on-request' });
	await goTo(db, ada, slug, id, 'thanks');
	const ending = { ...told, outcome: 'opened' as const };
	expect(await endCase(db, ada, slug, id, ending)).toMatchObject({ reason: 'confidential' });
	expect(await endCase(db, ada, slug, id, { ...ending, outcome: 'kept' })).toMatchObject({ ok: true });
});

/** Where a word stands in the database, in any column of any table. */
async function tablesSaying(db: Database, word: string): Promise<string[]> {
	const { rows } = await db.execute<{ name: string }>(sql`
		select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
	const saying: string[] = [];
	for (const { name } of rows) {
		const found = await db.execute(
			sql`select 1 from ${sql.raw(name)} as row where row::text ilike ${`%${word}%`} limit 1`
		);
		if (found.rows.length > 0) saying.push(name);
	}
	return saying;
}

test('once its author erases a case, no word of it is left in any table, notices included', async ({
	db
}) => {
	const { slug, ada, bo, id } = await aCase(db);
	await goTo(db, ada, slug, id, 'clarify');
	await say(db, bo, slug, id, 'clarify');
	await openNextRound(db, ada, slug, id, 'clarify');
	expect(await tablesSaying(db, secret)).toEqual(
		expect.arrayContaining(['public.practice_cases', 'public.practice_contributions'])
	);
	expect(await tablesSaying(db, secret)).toHaveLength(2);
	expect(await eraseCase(db, bo, id)).toBe(false);
	expect(await eraseCase(db, ada, id)).toBe(true);
	expect(await tablesSaying(db, secret)).toEqual([]);
	expect(await eraseCase(db, ada, uuidv7())).toBe(false);
});

test('what others take away of themselves holds nothing of the case of somebody else', async ({ db }) => {
	const { slug, ada, bo, id } = await aCase(db);
	await goTo(db, ada, slug, id, 'clarify');
	await say(db, bo, slug, id, 'clarify', 'Depuis quand ?');
	const held = JSON.stringify(await casesData.export(db, bo));
	expect(held).toContain('Depuis quand');
	expect(held).not.toContain(secret);
	expect(JSON.stringify(await casesData.export(db, ada))).toContain(secret);
	await casesData.erase(db, ada);
	expect(await tablesSaying(db, secret)).toEqual([]);
});

test('a case that did not end is erased when its author leaves the group', async ({ db }) => {
	const { ada, bo, id, slug } = await aCase(db);
	const { rows } = await db.execute<{ id: string }>(sql`select id from groups`);
	await leaveGroup(db, ada, slug);
	const details = { groupId: rows[0]!.id };
	await eraseUnended(db, { details } as Parameters<typeof eraseUnended>[1]);
	expect(await read(db, bo, slug, id)).toBeUndefined();
});
