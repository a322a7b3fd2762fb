import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import * as v from 'valibot';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import { closeGroup } from '../communities/keeping.server.ts';
import { leaveGroup } from '../communities/members.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aThread, say } from './a-thread.ts';
import { editMessage, withdrawMessage } from './changing.server.ts';
import { MessageInput, ThreadInput } from './conversations.input.ts';
import { messages } from './conversations.tables.ts';
import { messageToRead } from './message-reading.server.ts';
import { threadsToRead } from './reading.server.ts';
import { startThread } from './saying.server.ts';
import { threadToRead } from './thread-reading.server.ts';
import { messagePath } from './visible.server.ts';

const as = (person: Person) => ({ reader: 'allies' as const, person });
const said = (text: string) => v.parse(MessageInput, { text });

async function threadsOf(
	db: Database,
	person: Person,
	slug: string,
	choice: 'all' | 'unread' | 'questions' = 'all'
) {
	return (await threadsToRead(db, as(person), slug, { choice, place: {} }))!.lines;
}

test('members open threads and answer; who is not one reads an open group and writes nothing', async ({
	db
}) => {
	const { slug } = await aGroup(db);
	const [zoe, eve] = [await aMember(db, slug, { name: 'Zoé Roux' }), await somebody(db)];
	const key = await aThread(db, zoe, slug);
	expect(await say(db, zoe, slug, key, 'Au café ?')).toEqual({ ok: true, path: messagePath(slug, key, 2) });

	const read = await threadToRead(db, as(eve), slug, key, 0);
	expect(read!.messages.map(({ number, author, html }) => [number, author, html])).toEqual([
		[1, 'Zoé Roux', '<p>Une idée de lieu\u00a0?</p>\n'],
		[2, 'Zoé Roux', '<p>Au café\u00a0?</p>\n']
	]);
	expect(await say(db, eve, slug, key, 'Moi aussi')).toEqual({ ok: false, reason: 'not-found' });
	const input = v.parse(ThreadInput, { subject: 'Intrus', text: 'Bonjour' });
	expect(await startThread(db, eve, slug, input)).toEqual({ ok: false, reason: 'not-found' });
	const public_ = { reader: 'public' as const, person: null };
	expect(await threadToRead(db, public_, slug, key, 0)).toBeUndefined();
	expect(await threadsToRead(db, public_, slug, { choice: 'all', place: {} })).toBeUndefined();
});

test('the group that says something last stands first, page after page, and back again', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const zoe = await aMember(db, slug);
	const keys: string[] = [];
	for (let number = 1; number <= 30; number += 1) {
		await db.update(messages).set({ writtenAt: new Date('2026-01-01') });
		keys.push(await aThread(db, number % 2 ? zoe : keeper, slug, { subject: `Fil ${number}` }));
	}
	await db.update(messages).set({ writtenAt: new Date('2026-01-01') });
	await say(db, zoe, slug, keys[2]!, 'Encore un mot');
	const first = (await threadsToRead(db, as(zoe), slug, { choice: 'all', place: {} }))!;
	expect(first.lines[0]!.subject).toBe('Fil 3');
	const place = { after: first.next! };
	const second = (await threadsToRead(db, as(zoe), slug, { choice: 'all', place }))!;
	const subjects = [...first.lines, ...second.lines].map(({ subject }) => subject);
	expect(new Set(subjects).size).toBe(30);
	const back = await threadsToRead(db, as(zoe), slug, { choice: 'all', place: { before: second.previous! } });
	expect(back!.lines).toEqual(first.lines);
});

test('what one has not read is counted until one opens it, and what was said before one came is not', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db);
	const zoe = await aMember(db, slug);
	await db.execute(`update memberships set since = now() + interval '1 hour' where role = 'keeper'`);
	const key = await aThread(db, zoe, slug);
	expect(await threadsOf(db, keeper, slug)).toMatchObject([{ fresh: 0 }]);
	const max = await aMember(db, slug);
	await db.execute(`update memberships set since = now() - interval '1 hour' where role = 'member'`);
	expect(await threadsOf(db, max, slug, 'unread')).toMatchObject([{ fresh: 1 }]);
	expect((await threadToRead(db, as(max), slug, key, 0))!.seen).toBeNull();
	expect(await threadsOf(db, max, slug, 'unread')).toEqual([]);
	await say(db, zoe, slug, key, 'Alors ?');
	expect(await threadsOf(db, max, slug)).toMatchObject([{ fresh: 1 }]);
	expect(await threadsOf(db, zoe, slug)).toMatchObject([{ fresh: 0 }]);
	expect((await threadToRead(db, as(max), slug, key, 0))!.seen).toBe(1);
});

test('one changes one’s own message, and members read what it said before; taken back, nothing of it is left', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db);
	const zoe = await aMember(db, slug);
	const key = await aThread(db, zoe, slug, { text: 'Chez Léo' });
	const at = { slug, key, number: 1 };
	expect(await editMessage(db, keeper, at, said('Chez moi'))).toEqual({ ok: false, reason: 'not-found' });
	expect(await editMessage(db, zoe, at, said('Chez Max'))).toMatchObject({ ok: true });
	expect(await editMessage(db, zoe, at, said('Chez Max'))).toMatchObject({ ok: true });
	const read = await messageToRead(db, as(keeper), slug, key, 1);
	expect(read!.message.html).toContain('Chez Max');
	expect(read!.versions.map(({ html }) => html)).toEqual(['<p>Chez Léo</p>\n']);
	const ally = await messageToRead(db, as(await somebody(db)), slug, key, 1);
	expect(ally!.versions).toEqual([]);

	expect(await withdrawMessage(db, keeper, at)).toEqual({ ok: false, reason: 'not-found' });
	expect(await withdrawMessage(db, zoe, at)).toEqual({ ok: true });
	const gone = await messageToRead(db, as(keeper), slug, key, 1);
	expect(gone).toMatchObject({ message: { state: 'withdrawn', html: '' }, versions: [] });
	const { rows } = await db.execute(`select text from messages union all select text from message_versions`);
	expect(rows).toEqual([{ text: '' }]);
});

test('an empty text, only spaces or what shows nothing is no message, and a direction cannot be turned', () => {
	for (const text of ['', ' \n\t ', '\u200b\u2066\u00ad'])
		expect(v.safeParse(MessageInput, { text }).success).toBe(false);
	expect(v.safeParse(MessageInput, { text: 'a'.repeat(20_001) }).success).toBe(false);
	expect(v.parse(MessageInput, { text: 'ok \u202Etxet' }).text).toBe('ok txet');
});

test('nobody writes more than ten messages in a minute, nor where a group is closed or one has left', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug)];
	const key = await aThread(db, zoe, slug);
	for (let turn = 0; turn < 9; turn += 1) await say(db, zoe, slug, key, 'Oui');
	expect(await say(db, zoe, slug, key, 'Trop')).toEqual({ ok: false, reason: 'too-fast' });
	expect(await say(db, max, slug, key, 'À moi')).toMatchObject({ ok: true });
	await leaveGroup(db, max, slug);
	expect(await say(db, max, slug, key, 'Encore')).toEqual({ ok: false, reason: 'not-found' });
	await closeGroup(db, keeper, slug);
	expect(await say(db, keeper, slug, key, 'Fin')).toEqual({ ok: false, reason: 'closed' });
	expect(await threadToRead(db, as(keeper), slug, key, 0)).toBeDefined();
});

test('members who answer at the same moment are numbered one after the other', async () => {
	const { db, close } = await cloneDatabase();
	const { slug } = await aGroup(db);
	const members = await Promise.all([1, 2, 3, 4, 5, 6].map(() => aMember(db, slug)));
	const key = await aThread(db, members[0]!, slug);
	await Promise.all(members.map((member) => say(db, member, slug, key, 'Moi')));
	const rows = await db.select({ number: messages.number }).from(messages).where(eq(messages.text, 'Moi'));
	expect(rows.map(({ number }) => number).sort()).toEqual([2, 3, 4, 5, 6, 7]);
	await close();
});
