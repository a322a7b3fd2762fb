import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aThread, say } from './a-thread.ts';
import { findDraft, keepDraft } from './drafts.server.ts';
import { markAnswer, react } from './reacting.server.ts';
import { threadsToRead } from './reading.server.ts';
import { threadToRead } from './thread-reading.server.ts';

const as = (person: Person) => ({ reader: 'allies' as const, person });

async function threadsOf(
	db: Database,
	person: Person,
	slug: string,
	choice: 'all' | 'unread' | 'questions' = 'all'
) {
	return (await threadsToRead(db, as(person), slug, { choice, place: {} }))!.lines;
}

test('a name leads to a member; of several who bear it, one says whom one means', async ({ db }) => {
	const { slug } = await aGroup(db);
	const zoe = await aMember(db, slug, { name: 'Zoé Roux' });
	const [anne, other] = [
		await aMember(db, slug, { name: 'Anne Martin' }),
		await aMember(db, slug, { name: 'Anne Petit' })
	];
	await somebody(db, { name: 'Zélie Dehors' });
	const key = await aThread(db, zoe, slug, {
		text: 'Demande à @anne martin, pas à @Zélie Dehors ni a@zoe.fr'
	});
	const asked = await say(db, zoe, slug, key, 'Et toi @Anne ?');
	expect(asked).toMatchObject({ ok: false, reason: 'ambiguous', ambiguities: [{ written: '@Anne' }] });
	if (asked.ok || asked.reason !== 'ambiguous') throw new Error('not asked');
	expect(asked.ambiguities[0]!.bearers.map(({ id }) => id).sort()).toEqual([anne.id, other.id].sort());
	expect(await say(db, zoe, slug, key, 'Et toi @Anne ?', [other.id])).toMatchObject({ ok: true });

	const { messages: shown } = (await threadToRead(db, as(zoe), slug, key, 0))!;
	expect(shown[0]!.html).toContain(`<a href="/communautes/${slug}/membres#membre-${anne.id}"`);
	expect(shown[0]!.html).toContain('@Zélie Dehors ni');
	expect(shown[1]!.html).toContain(`#membre-${other.id}"`);
});

test('one gives each word once to a message, and takes it back', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const zoe = await aMember(db, slug, { name: 'Zoé Roux' });
	const key = await aThread(db, keeper, slug);
	const at = { slug, key, number: 1 };
	await react(db, zoe, at, 'thanks');
	await react(db, zoe, at, 'can-help');
	await react(db, keeper, at, 'thanks');
	await react(db, zoe, at, 'can-help');
	expect(await react(db, await somebody(db), at, 'thanks')).toEqual({ ok: false, reason: 'not-found' });
	const { reactions } = (await threadToRead(db, as(zoe), slug, key, 0))!.messages[0]!;
	expect(reactions).toEqual([
		{ kind: 'learning', count: 0, names: [], isMine: false },
		{ kind: 'can-help', count: 0, names: [], isMine: false },
		{ kind: 'thanks', count: 2, names: ['Claire Garde', 'Zoé Roux'], isMine: true }
	]);
});

test('who asked says which reply answers, a keeper too, nobody else, and only of a question', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug)];
	const key = await aThread(db, zoe, slug, { isQuestion: 'on' });
	await say(db, max, slug, key, 'À la mairie');
	const answer = { slug, key, number: 2 };
	expect(await threadsOf(db, max, slug, 'questions')).toHaveLength(1);
	expect(await markAnswer(db, max, answer)).toMatchObject({ ok: false });
	expect(await markAnswer(db, zoe, { ...answer, number: 1 })).toMatchObject({ ok: false });
	expect(await markAnswer(db, zoe, answer)).toEqual({ ok: true });
	expect(await threadsOf(db, max, slug)).toMatchObject([{ isAnswered: true }]);
	expect((await threadToRead(db, as(max), slug, key, 0))!.thread.answer).toBe(2);
	expect(await threadsOf(db, max, slug, 'questions')).toEqual([]);
	expect(await markAnswer(db, keeper, answer)).toEqual({ ok: true });
	expect(await threadsOf(db, max, slug)).toMatchObject([{ isAnswered: false }]);
	const talk = await aThread(db, zoe, slug);
	await say(db, max, slug, talk, 'Oui');
	expect(await markAnswer(db, zoe, { slug, key: talk, number: 2 })).toMatchObject({ ok: false });
});

test('what one begins to write is kept for oneself alone, until one publishes it', async ({ db }) => {
	const { slug } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug)];
	const key = await aThread(db, zoe, slug);
	const draft = { thread: key, subject: '', text: 'Je pense que', isQuestion: false };
	await keepDraft(db, zoe, slug, draft);
	await keepDraft(db, zoe, slug, { ...draft, text: 'Je pense que oui' });
	expect((await threadToRead(db, as(zoe), slug, key, 0))!.draft).toMatchObject({ text: 'Je pense que oui' });
	expect((await threadToRead(db, as(max), slug, key, 0))!.draft).toBeNull();
	expect(await keepDraft(db, await somebody(db), slug, draft)).toMatchObject({ ok: false });
	await say(db, zoe, slug, key, 'Oui');
	expect((await threadToRead(db, as(zoe), slug, key, 0))!.draft).toBeNull();
	await keepDraft(db, zoe, slug, { ...draft, thread: '', subject: 'Un sujet' });
	const { group } = (await threadsToRead(db, as(zoe), slug, { choice: 'all', place: {} }))!;
	expect(await findDraft(db, zoe.id, group.id, null)).toMatchObject({ subject: 'Un sujet' });
	await keepDraft(db, zoe, slug, { ...draft, thread: '', subject: ' ', text: '' });
	expect(await findDraft(db, zoe.id, group.id, null)).toBeNull();
});
