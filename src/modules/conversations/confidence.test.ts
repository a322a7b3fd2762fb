import * as fc from 'fast-check';
import { expect } from 'vitest';
import { sql } from 'drizzle-orm';
import { test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { search } from '#platform/search/search.server.ts';
import { rebuildSearch, refile } from '#platform/search/searchables.server.ts';
import { readers } from '../allies/audiences.ts';
import { aConfidentialGroup, aGroup, aMember } from '../communities/a-group.ts';
import { changeGroup } from '../communities/keeping.server.ts';
import { leaveGroup } from '../communities/members.server.ts';
import { groupsToRead, groupToRead } from '../communities/reading.server.ts';
import { searchableGroups } from '../communities/searchable.server.ts';
import type { GroupReader } from '../communities/visible.server.ts';
import { heldAbout } from '../people/erasure.server.ts';
import type { Person } from '../people/people.server.ts';
import { notificationsData } from '../notifications/personal-data.server.ts';
import { somebody } from '../people/somebody.ts';
import { aThread, say } from './a-thread.ts';
import { editMessage } from './changing.server.ts';
import { keepDraft } from './drafts.server.ts';
import { journalToRead } from './journal.server.ts';
import { messageToRead } from './message-reading.server.ts';
import { closeThread, hideMessage, reportMessage } from './moderation.server.ts';
import { conversationFamilies, conversationNotices, type MessageTold } from './notice-kinds.server.ts';
import { conversationsData } from './personal-data.server.ts';
import { markAnswer, react } from './reacting.server.ts';
import { threadsToRead } from './reading.server.ts';
import { refileThreadsOf, searchableThreads } from './searchable.server.ts';
import { threadToRead } from './thread-reading.server.ts';

const secret = 'Zéphyrine';
const kinds = conversationNotices({ domain: 'exemple.fr', secret: 'x'.repeat(32) });

const held = [conversationsData, notificationsData({ families: conversationFamilies, kinds })];

type Act =
	'reply' | 'name' | 'edit' | 'hide' | 'close' | 'report' | 'draft' | 'react' | 'answer' | 'outsider';
const acts: Act[] = [
	'reply',
	'name',
	'edit',
	'hide',
	'close',
	'report',
	'draft',
	'react',
	'answer',
	'outsider'
];

type Cast = { slug: string; keeper: Person; member: Person; outsider: Person };

/** Members do something in the thread, with the secret in each of their words. */
async function happen(db: Database, { slug, keeper, member, outsider }: Cast, key: string, act: Act) {
	const at = { slug, key, number: 1 };
	const words = `${secret} ${act}`;
	// As many as a property makes in a second would be too many in a minute.
	await db.execute(sql`update messages set written_at = written_at - interval '1 hour'`);
	if (act === 'reply') await say(db, keeper, slug, key, words);
	if (act === 'name') await say(db, member, slug, key, `${words} @Claire Garde @Eve Dehors`);
	if (act === 'edit') await editMessage(db, member, at, { text: `${words} ${Math.random()}`, named: [] });
	if (act === 'hide') await hideMessage(db, keeper, at, words);
	if (act === 'close') await closeThread(db, keeper, slug, key, words);
	if (act === 'report') await reportMessage(db, keeper, at, words);
	if (act === 'react') await react(db, keeper, at, 'can-help');
	if (act === 'answer') await markAnswer(db, member, { ...at, number: 2 });
	const draft = { thread: key, subject: words, text: words, isQuestion: false };
	if (act === 'draft') await keepDraft(db, member, slug, draft);
	if (act === 'outsider') expect(await say(db, outsider, slug, key, 'Bonjour')).toMatchObject({ ok: false });
}

/** Everything that is read of what is said in a group, everything told of it, and what is held about who reads. */
async function everythingRead(db: Database, as: GroupReader, slug: string, key: string): Promise<string> {
	const place = {};
	const read: unknown[] = [
		await groupToRead(db, as, slug),
		await groupsToRead(db, as, { kind: null, place, isMine: false }),
		await threadToRead(db, as, slug, key, 0),
		await journalToRead(db, as, slug, place)
	];
	for (const choice of ['all', 'questions', 'unread'] as const)
		read.push(await threadsToRead(db, as, slug, { choice, place }));
	for (const number of [1, 2, 3]) read.push(await messageToRead(db, as, slug, key, number));
	for (const words of ['zephyrine', 'zephyrine reply', 'reply'])
		read.push(await search(db, as.reader, words, { place }));
	if (as.person) {
		read.push(await heldAbout(db, as.person, held));
		read.push(await toldTo(db, as.person));
	}
	return JSON.stringify(read);
}

/** The notices that somebody may still see, as the page and the mail word them. */
async function toldTo(db: Database, person: Person): Promise<unknown[]> {
	const { rows } = await db.execute<{ kind: keyof typeof kinds; details: MessageTold; path: string }>(
		sql`select kind, details, path from notices where person_id = ${person.id}`
	);
	const told: unknown[] = [];
	for (const { kind, details, path } of rows) {
		const [isSeen] = await kinds[kind].stillSees(db, [person.id], [details]);
		const words = kinds[kind] as (typeof kinds)['conversations.reply'];
		if (isSeen) told.push({ kind, path, title: words.title(details), excerpt: words.excerpt?.(details) });
	}
	return told;
}

test('what is said in a confidential group never leaves it, whatever happens in it, and ends for who leaves', async ({
	db
}) => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 8 }),
			async (happening) => {
				const group = await aConfidentialGroup(db);
				const outsider = await somebody(db, { name: 'Eve Dehors' });
				const cast = { ...group, outsider };
				const { slug, member } = group;
				const key = await aThread(db, member, slug, { subject: secret, text: secret, isQuestion: 'on' });
				for (const act of happening) await happen(db, cast, key, act);
				await rebuildSearch(db, [searchableGroups, searchableThreads]);

				const strangers: GroupReader[] = [
					...readers.map((reader) => ({ reader, person: null })),
					{ reader: 'allies', person: outsider },
					{ reader: 'allies', person: await somebody(db, { isFacilitator: true, isAdministrator: true }) }
				];
				for (const as of strangers) {
					const read = await everythingRead(db, as, slug, key);
					for (const told of [secret, key, member.id, 'Claire Garde']) expect(read).not.toContain(told);
				}
				const { rows } = await db.execute<{ notices: string }>(sql`select notices::text from notices`);
				expect(JSON.stringify(rows), 'what is mailed').not.toContain(secret);
				const { rows: mailed } = await db.execute(sql`select mails::text from mails`);
				expect(JSON.stringify(mailed)).not.toContain(secret);
				expect(await everythingRead(db, { reader: 'public', person: group.keeper }, slug, key)).toContain(
					secret
				);

				await leaveGroup(db, member, slug);
				const left = { reader: 'allies' as const, person: member };
				expect(await threadToRead(db, left, slug, key, 0)).toBeUndefined();
				expect(await toldTo(db, member)).toEqual([]);
				expect(JSON.stringify(await heldAbout(db, member, held))).not.toContain(key);
				// What they take away is what they wrote themselves, and nothing of others.
				const taken = JSON.stringify(await heldAbout(db, member, held));
				for (const act of ['reply', 'hide', 'close', 'report'])
					expect(taken).not.toContain(`${secret} ${act}`);
			}
		),
		{ numRuns: 15 }
	);
}, 180_000);

test('a thread of an open group is found by allies, until the group becomes confidential', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const member = await aMember(db, slug);
	await aThread(db, member, slug, { subject: 'Compost', text: `${secret} au **jardin**` });
	const { rows } = await db.execute<{ id: string; group: string }>(
		sql`select id, group_id as group from threads`
	);
	await refile(db, searchableThreads, [rows[0]!.id]);
	const found = async (reader: 'public' | 'allies') =>
		(await search(db, reader, 'zephyrine jardin', { place: {} })).page.lines.map(({ kind }) => kind);
	expect(await found('allies')).toEqual(['thread']);
	expect(await found('public')).toEqual([]);

	const written = { name: 'Cercle', purpose: 'Se dire.', text: null, kit: null, parent: null };
	const closed = { kind: 'alumni', openness: 'on-request', isConfidential: true } as const;
	expect(await changeGroup(db, keeper, slug, { ...written, ...closed })).toMatchObject({ ok: true });
	const details = { groupId: rows[0]!.group };
	const event = {
		id: 1,
		name: 'communities.changed',
		actorId: null,
		details,
		happenedAt: new Date()
	} as const;
	await refileThreadsOf(db, event);
	expect(await found('allies')).toEqual([]);
	const { rows: words } = await db.execute(
		sql`select 1 from search_entries where body like ${`%${secret}%`}`
	);
	expect(words).toEqual([]);
});
