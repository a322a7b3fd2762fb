import { sql } from 'drizzle-orm';
import { findGroup, type GroupReader } from '#modules/communities/visible.server.ts';
import { MessageInput } from '#modules/conversations/conversations.input.ts';
import { threadsToRead } from '#modules/conversations/reading.server.ts';
import { reply } from '#modules/conversations/saying.server.ts';
import { threadToRead } from '#modules/conversations/thread-reading.server.ts';
import type { Person } from '#modules/people/people.server.ts';
import * as v from 'valibot';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { alternately, plantedDatabase, withServer } from './worlds.ts';

/** Messages of one thread, and threads of its group. */
const sizes = { few: 100, many: 10_000 };
const goal = 3;
const slug = 'grand-groupe';
const key = 'grandfil';

type Question = [name: string, turns: number, ask: (db: Database) => Promise<unknown>];

const person: Person = {
	id: '00000000-0000-7000-8000-000000000001',
	...({ name: 'Mesure Inventée', email: 'mesure@exemple.fr', locale: 'fr' } as const),
	...{ isAdministrator: false, isFacilitator: false, isWelcomed: true }
};
const as: GroupReader = { reader: 'allies', person };

const list = (choice: 'all' | 'unread') => (db: Database) =>
	threadsToRead(db, as, slug, { choice, place: {} });

const questions: Question[] = [
	['the threads of a group', 100, list('all')],
	['the threads that one has not read', 100, list('unread')],
	['a thread from its beginning', 100, (db) => threadToRead(db, as, slug, key, 0)],
	['the latest page of a thread', 100, latest],
	['an answer', 50, answer]
];

/** The pages of a group of ten thousand threads, one of which has ten thousand messages, as ratios to a hundred of each. */
export async function benchConversations(): Promise<void> {
	await withServer(async (serverUrl) => {
		const few = await talkOf(serverUrl, sizes.few);
		const many = await talkOf(serverUrl, sizes.many);
		console.log(`\n${sizes.many} threads and messages, against ${sizes.few} (p95, goal ${goal} ×)`);
		for (const [name, turns, ask] of questions) {
			const [ofFew, ofMany] = await alternately([few.db, many.db], ask, turns);
			const ratio = p95(ofMany!) / p95(ofFew!);
			console.log(
				`  ${name}: ${ratio.toFixed(1)} × ${ratio <= goal ? 'reached' : 'NOT REACHED'}` +
					` (p50 ${middle(ofFew!)} and ${middle(ofMany!)} ms, p95 ${p95(ofFew!).toFixed(1)} and ${p95(ofMany!).toFixed(1)} ms)`
			);
		}
		await Promise.all([few.close(), many.close()]);
	});
}

const p95 = (sorted: number[]) => sorted[Math.ceil(sorted.length * 0.95) - 1]!;
const middle = (sorted: number[]) => sorted[Math.floor(sorted.length / 2)]!.toFixed(1);

async function latest(db: Database): Promise<unknown> {
	const { rows } = await db.execute<{ count: number }>(
		sql`select message_count as count from threads where key = ${key}`
	);
	return threadToRead(db, as, slug, key, rows[0]!.count - 1);
}

/** What was said a moment ago is made old: nobody writes as fast as this. */
async function answer(db: Database): Promise<void> {
	const said = await reply(db, person, slug, key, v.parse(MessageInput, { text: 'Oui, volontiers.' }));
	if (!said.ok) throw new Error(said.reason);
	await db.execute(sql`update messages set written_at = now() - interval '1 hour'
		where author_id = ${person.id} and written_at > now() - interval '1 minute'`);
}

function talkOf(serverUrl: string, size: number) {
	return plantedDatabase(serverUrl, `conversations_${size}`, async (url) => {
		await plant(url, 'village');
		const { db, close } = openDatabase(url, 1);
		await fill(db, size);
		if (!(await findGroup(db, as, slug))) throw new Error('the group was not planted');
		await close();
	});
}

/** A group of two hundred members. One message in ten has a word, one thread in three was read. */
async function fill(db: Database, size: number): Promise<void> {
	await db.execute(sql`insert into persons (id, name, email, welcomed_at)
		values (${person.id}, ${person.name}, ${person.email}, now())`);
	await db.execute(sql`insert into persons (id, name, email, welcomed_at)
		select gen_random_uuid(), 'Membre Inventé ' || n, 'membre' || n || '@exemple.fr', now() from generate_series(1, 199) n`);
	await db.execute(sql`insert into groups (id, slug, name, purpose, kind, openness)
		values (gen_random_uuid(), ${slug}, 'Grand groupe', 'Mesurer.', 'learning-community', 'open')`);
	await db.execute(sql`insert into memberships (group_id, person_id, since)
		select g.id, p.id, now() - interval '9 years' from groups g, persons p
		where g.slug = ${slug} and (p.email like 'membre%' or p.id = ${person.id})`);
	await db.execute(sql`insert into threads (id, group_id, key, subject, started_by, started_at, last_at, message_count, is_question)
		select gen_random_uuid(), g.id, case n when 1 then ${key} else 'fil' || n end, 'Un sujet parmi d’autres, le ' || n,
			(select person_id from memberships m where m.group_id = g.id limit 1), now() - n * interval '1 hour',
			now() - n * interval '1 hour', case n when 1 then ${size}::int else 3 end, n % 4 = 0
		from groups g, generate_series(1, ${size}::int) n where g.slug = ${slug}`);
	await db.execute(sql`insert into messages (id, thread_id, number, author_id, text, written_at)
		select gen_random_uuid(), t.id, n, (array(select person_id from memberships m where m.group_id = t.group_id))[1 + n % 199],
			'Message ' || n || '. ' || repeat('On se retrouve, **on travaille**, on range. ', 6), t.started_at
		from threads t, lateral generate_series(1, t.message_count) n where t.key = ${key} or t.key like 'fil%'`);
	await db.execute(sql`insert into message_reactions (message_id, kind, person_id)
		select id, 'thanks', ${person.id} from messages where number % 10 = 0`);
	await db.execute(sql`insert into thread_readings (person_id, thread_id, seen)
		select ${person.id}, id, 2 from threads where substr(key, 4) ~ '^\\d+$' and substr(key, 4)::int % 3 = 0`);
	await db.execute(sql`analyze`);
}
