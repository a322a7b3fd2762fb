import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { aConfidentialGroup, aGroup, aMember } from '../communities/a-group.ts';
import { leaveGroup } from '../communities/members.server.ts';
import type { Person } from '../people/people.server.ts';
import { aThread, say } from './a-thread.ts';
import { editMessage, withdrawMessage } from './changing.server.ts';
import { chooseScope, followThread } from './following.server.ts';
import { hideMessage } from './moderation.server.ts';
import { conversationNotices, type MessageTold } from './notice-kinds.server.ts';

const kinds = conversationNotices(undefined);

type Notice = { kind: string; personId: string; details: MessageTold };

async function noticesIn(db: Database): Promise<Notice[]> {
	const { rows } = await db.execute<Notice>(
		sql`select kind, person_id as "personId", details from notices order by id`
	);
	return rows;
}

async function toldTo(db: Database, ...people: Person[]) {
	const rows = await noticesIn(db);
	return people.map(({ id }) => rows.filter(({ personId }) => personId === id).map(({ kind }) => kind));
}

test('members are told of what is said as they chose, never of their own words, and once of each message', async ({
	db
}) => {
	const { slug } = await aGroup(db);
	const zoe = await aMember(db, slug, { name: 'Zoé Roux' });
	const [all, mine, none] = [
		await aMember(db, slug),
		await aMember(db, slug, { name: 'Max Roy' }),
		await aMember(db, slug, { name: 'Léa Noir' })
	];
	await chooseScope(db, mine, slug, 'mine');
	await chooseScope(db, none, slug, 'none');
	const key = await aThread(db, zoe, slug);
	expect(await toldTo(db, zoe, all, mine, none)).toEqual([[], ['conversations.thread'], [], []]);
	await say(db, mine, slug, key, 'Chez moi');
	await say(db, zoe, slug, key, 'Bien');
	expect(await toldTo(db, zoe, all, mine, none)).toEqual([
		['conversations.reply'],
		['conversations.thread', 'conversations.reply', 'conversations.reply'],
		['conversations.reply'],
		[]
	]);
	await say(db, all, slug, key, 'Merci @Max Roy et @Léa Noir');
	expect(await toldTo(db, mine, none)).toEqual([
		['conversations.reply', 'conversations.mention'],
		['conversations.mention']
	]);
});

test('who no longer follows a thread is told of nothing in it, not even when named; who follows one is', async ({
	db
}) => {
	const { slug } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug, { name: 'Max Roy' })];
	const key = await aThread(db, zoe, slug);
	await followThread(db, max, slug, key, false);
	await say(db, zoe, slug, key, '@Max Roy ?');
	expect(await toldTo(db, max)).toEqual([['conversations.thread']]);
	await chooseScope(db, max, slug, 'none');
	await followThread(db, max, slug, key, true);
	await say(db, zoe, slug, key, 'Alors ?');
	expect(await toldTo(db, max)).toEqual([['conversations.thread', 'conversations.reply']]);
});

test('a change tells those whom it names for the first time, and nobody twice', async ({ db }) => {
	const { slug } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug, { name: 'Max Roy' })];
	await chooseScope(db, max, slug, 'none');
	const key = await aThread(db, zoe, slug);
	const at = { slug, key, number: 1 };
	await editMessage(db, zoe, at, { text: 'Demande à @Max Roy', named: [] });
	await editMessage(db, zoe, at, { text: 'Demande à @Max Roy !', named: [] });
	expect(await toldTo(db, max)).toEqual([['conversations.mention']]);
});

test('who left, and whoever reads of a message that was hidden or withdrawn, learns nothing more', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug)];
	const key = await aThread(db, zoe, slug);
	await say(db, zoe, slug, key, 'Un');
	await say(db, zoe, slug, key, 'Deux');
	const seen = async (person: Person) => {
		const told = await noticesIn(db);
		const theirs = told.filter(
			({ personId, kind }) => personId === person.id && kind !== 'conversations.hidden'
		);
		const details = theirs.map((notice) => notice.details);
		return kinds['conversations.reply'].stillSees(
			db,
			details.map(() => person.id),
			details
		);
	};
	expect(await seen(max)).toEqual([true, true, true]);
	await withdrawMessage(db, zoe, { slug, key, number: 2 });
	await hideMessage(db, keeper, { slug, key, number: 3 }, 'Hors sujet');
	expect(await seen(max)).toEqual([true, false, false]);
	await leaveGroup(db, max, slug);
	expect(await seen(max)).toEqual([false, false, false]);
});

test('what is said in confidence is told without a word of it', async ({ db }) => {
	const { slug, keeper, member } = await aConfidentialGroup(db, { name: 'Cercle' });
	await aThread(db, member, slug, { subject: 'Zéphyrine', text: 'Zéphyrine @Claire Garde' });
	const [notice] = await noticesIn(db);
	expect(notice).toMatchObject({ personId: keeper.id, kind: 'conversations.mention' });
	expect(JSON.stringify(notice)).not.toMatch(/Zéphyrine|Ada Martin/);
	const details = notice!.details;
	expect(kinds['conversations.mention'].title(details)).toBe('On vous nomme dans « Cercle »');
});
