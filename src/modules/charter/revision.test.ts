import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import {
	amendmentsOn,
	answerAmendment,
	endSupport,
	proposeAmendment,
	supportAmendment
} from './amendments.server.ts';
import { charterVersions } from './charter.tables.ts';
import { charterDifference } from './differences.server.ts';
import { commentOn, commentsOn, discussionsIn, findParagraph, removeComment } from './discussion.server.ts';
import {
	addArticle,
	addParagraph,
	digestOf,
	editParagraph,
	removeArticle,
	removeParagraph,
	retitleArticle
} from './draft-text.server.ts';
import {
	closeDraft,
	findDraft,
	openDraft,
	putInForce,
	recordValidation,
	reopenDraft
} from './draft.server.ts';
import { plantCharterInForce } from './planting.ts';
import { charterAmendmentSupports } from './revision.tables.ts';
import { articlesOf, charterInForce, charterVersionsInForce } from './versions.server.ts';

const validation = { meeting: 'Assemblée générale', day: '2024-06-14' };
const farAway = '2999-12-31';

async function draftOpen(db: Database) {
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await openDraft(db, administrator);
	const paragraph = (await findParagraph(db, 2, '1.2'))!;
	return { administrator, paragraph, read: digestOf(paragraph.text) };
}

async function wordings(db: Database, version = 2) {
	return (await articlesOf(db, version)).map(({ title, paragraphs }) => [
		title,
		paragraphs.map(({ text }) => text)
	]);
}

test('an administrator opens a draft that begins as the text in force', async ({ db }) => {
	await draftOpen(db);
	expect(await wordings(db)).toEqual(await wordings(db, 1));
	expect(await findDraft(db)).toMatchObject({ number: 2, stage: 'open' });
	expect((await charterDifference(db, 1, 2)).changes).toBe(0);
});

test('a new alliance writes its first charter from nothing', async ({ db }) => {
	const administrator = await somebody(db, { isAdministrator: true });
	expect(await charterInForce(db)).toBeUndefined();
	expect(await openDraft(db, administrator)).toEqual({ ok: true, version: 1 });
	expect(await closeDraft(db, administrator)).toEqual({ ok: false, reason: 'empty' });
	await addArticle(db, administrator, { after: 0, title: 'Faire alliance' });
	await addParagraph(db, administrator, { article: 1, after: 0, text: 'Nous agissons ensemble.' });
	await closeDraft(db, administrator);
	await recordValidation(db, administrator, validation);
	expect(await putInForce(db, administrator, { version: 1, renewUntil: farAway })).toEqual({ ok: true });
	expect(await charterInForce(db)).toMatchObject({ number: 1, validatedByMeeting: 'Assemblée générale' });
});

test('an administrator adds, words anew and removes articles and paragraphs, and numbers follow', async ({
	db
}) => {
	const { administrator, paragraph, read } = await draftOpen(db);
	await addArticle(db, administrator, { after: 1, title: 'Mettre en commun' });
	await addParagraph(db, administrator, { article: 2, after: 0, text: 'Ce que nous faisons est à tous.' });
	await addParagraph(db, administrator, { article: 1, after: 1, text: 'Nous prenons le temps.' });
	await editParagraph(db, administrator, paragraph.id, { text: 'Nous sommes de tous les partis.', read });
	await retitleArticle(db, administrator, {
		article: 3,
		title: 'Apprendre entre pairs',
		read: digestOf('Apprendre')
	});
	expect(await wordings(db)).toEqual([
		[
			'Faire alliance',
			['Nous agissons ensemble.', 'Nous prenons le temps.', 'Nous sommes de tous les partis.']
		],
		['Mettre en commun', ['Ce que nous faisons est à tous.']],
		['Apprendre entre pairs', ['Nous apprenons de nos pairs.']]
	]);
	const first = (await findParagraph(db, 2, '1.1'))!;
	await removeParagraph(db, administrator, first.id);
	await removeArticle(db, administrator, 2);
	expect(await wordings(db)).toEqual([
		['Faire alliance', ['Nous prenons le temps.', 'Nous sommes de tous les partis.']],
		['Apprendre entre pairs', ['Nous apprenons de nos pairs.']]
	]);
	const { articles, removed } = await charterDifference(db, 1, 2);
	expect(articles[0]!.paragraphs.map(({ kind, from, to }) => [kind, from, to])).toEqual([
		['added', null, '1.1'],
		['changed', '1.2', '1.2']
	]);
	expect(articles[1]!.title).toContainEqual({ kind: 'added', text: 'entre pairs' });
	expect(removed).toMatchObject([{ kind: 'removed', from: '1.1' }]);
});

test('a paragraph that moves is followed to its new place', async ({ db }) => {
	const { administrator } = await draftOpen(db);
	await addArticle(db, administrator, { after: 0, title: 'Avant tout' });
	const { articles } = await charterDifference(db, 1, 2);
	expect(articles[1]!.paragraphs[0]).toMatchObject({ kind: 'same', from: '1.1', to: '2.1' });
});

test('an edit does not overwrite what somebody changed meanwhile', async ({ db }) => {
	const { administrator, paragraph, read } = await draftOpen(db);
	await editParagraph(db, administrator, paragraph.id, { text: 'La première.', read });
	const late = await editParagraph(db, administrator, paragraph.id, { text: 'La seconde.', read });
	expect(late).toEqual({ ok: false, reason: 'changed-meanwhile' });
	expect((await findParagraph(db, 2, '1.2'))!.text).toBe('La première.');
});

test('people comment on a paragraph and take their own comment back', async ({ db }) => {
	const { paragraph, administrator } = await draftOpen(db);
	const [ada, zoe] = [await somebody(db, { name: 'Ada' }), await somebody(db)];
	expect(await commentOn(db, ada, paragraph.id, { text: '<b>Bravo</b>' })).toEqual({ ok: true });
	const [comment] = await commentsOn(db, paragraph.id);
	expect(comment).toMatchObject({ author: 'Ada', text: '<b>Bravo</b>' });
	expect((await discussionsIn(db, 2)).comments.get(paragraph.id)).toBe(1);
	expect(await removeComment(db, zoe, paragraph.id, comment!.id)).toMatchObject({ reason: 'not-found' });
	expect(await removeComment(db, ada, paragraph.id, comment!.id)).toEqual({ ok: true });
	await commentOn(db, ada, paragraph.id, { text: 'Encore' });
	const [again] = await commentsOn(db, paragraph.id);
	expect(await removeComment(db, administrator, paragraph.id, again!.id)).toEqual({ ok: true });
});

test('nobody comments on a paragraph of the text in force', async ({ db }) => {
	await draftOpen(db);
	const inForce = (await findParagraph(db, 1, '1.1'))!;
	const refused = await commentOn(db, await somebody(db), inForce.id, { text: 'Trop tard' });
	expect(refused).toEqual({ ok: false, reason: 'not-found' });
});

test('people propose another wording and support those of others, once', async ({ db }) => {
	const { paragraph } = await draftOpen(db);
	const [ada, zoe] = [await somebody(db, { name: 'Ada' }), await somebody(db)];
	const same = { wording: paragraph.text, reason: 'Rien' };
	expect(await proposeAmendment(db, ada, paragraph.id, same)).toEqual({ ok: false, reason: 'unchanged' });
	await proposeAmendment(db, ada, paragraph.id, {
		wording: 'Nous ne sommes d’aucune chapelle.',
		reason: 'Plus clair'
	});
	const [amendment] = await amendmentsOn(db, zoe, paragraph.id);
	expect(amendment).toMatchObject({ author: 'Ada', isMine: false, supports: 0, isSupported: false });
	expect(amendment!.words.map(({ kind }) => kind)).toContain('removed');
	expect(await supportAmendment(db, ada, paragraph.id, amendment!.id)).toEqual({ ok: false, reason: 'own' });
	await supportAmendment(db, zoe, paragraph.id, amendment!.id);
	await supportAmendment(db, zoe, paragraph.id, amendment!.id);
	expect(await amendmentsOn(db, zoe, paragraph.id)).toMatchObject([{ supports: 1, isSupported: true }]);
	await endSupport(db, zoe, paragraph.id, amendment!.id);
	expect(await db.select().from(charterAmendmentSupports)).toEqual([]);
});

test('an administrator adopts an amendment, once, and its provenance stays', async ({ db }) => {
	const { administrator, paragraph, read } = await draftOpen(db);
	const ada = await somebody(db, { name: 'Ada' });
	await proposeAmendment(db, ada, paragraph.id, { wording: 'Ni parti ni chapelle.', reason: 'Plus court' });
	await proposeAmendment(db, ada, paragraph.id, { wording: 'Aucun parti.', reason: 'Encore plus court' });
	const [first, second] = await amendmentsOn(db, ada, paragraph.id);
	const adopting = { amendmentId: first!.id, outcome: 'adopted' as const, answer: null, read };
	expect(await answerAmendment(db, ada, paragraph.id, adopting)).toMatchObject({ reason: 'forbidden' });
	expect(await answerAmendment(db, administrator, paragraph.id, adopting)).toEqual({ ok: true });
	expect((await findParagraph(db, 2, '1.2'))!.text).toBe('Ni parti ni chapelle.');
	expect(await answerAmendment(db, administrator, paragraph.id, adopting)).toMatchObject({
		reason: 'not-found'
	});
	const late = { ...adopting, amendmentId: second!.id };
	expect(await answerAmendment(db, administrator, paragraph.id, late)).toMatchObject({
		reason: 'changed-meanwhile'
	});
	const declining = { ...late, outcome: 'declined' as const, answer: 'La première dit tout.' };
	expect(await answerAmendment(db, administrator, paragraph.id, declining)).toEqual({ ok: true });
	expect(await amendmentsOn(db, ada, paragraph.id)).toMatchObject([
		{ author: 'Ada', outcome: 'adopted' },
		{ outcome: 'declined', answer: 'La première dit tout.' }
	]);
	expect(await supportAmendment(db, await somebody(db), paragraph.id, second!.id)).toMatchObject({
		reason: 'answered'
	});
});

test('a draft goes from open to closed to validated to in force, and never otherwise', async ({ db }) => {
	const { administrator, paragraph, read } = await draftOpen(db);
	const ada = await somebody(db);
	const inForce = { version: 2, renewUntil: farAway };
	expect(await recordValidation(db, administrator, validation)).toMatchObject({ reason: 'not-closed' });
	expect(await putInForce(db, administrator, inForce)).toMatchObject({ reason: 'not-validated' });
	await closeDraft(db, administrator);
	expect(await closeDraft(db, administrator)).toMatchObject({ reason: 'not-open' });
	expect(await commentOn(db, ada, paragraph.id, { text: 'Trop tard' })).toMatchObject({ reason: 'not-open' });
	const edit = { text: 'Trop tard', read };
	expect(await editParagraph(db, administrator, paragraph.id, edit)).toMatchObject({ reason: 'not-open' });
	await reopenDraft(db, administrator);
	expect(await commentOn(db, ada, paragraph.id, { text: 'À temps' })).toEqual({ ok: true });
	await closeDraft(db, administrator);
	const tomorrow = { ...validation, day: '2999-01-01' };
	expect(await recordValidation(db, administrator, tomorrow)).toMatchObject({ reason: 'in-the-future' });
	expect(await recordValidation(db, administrator, validation)).toEqual({ ok: true });
	expect(await reopenDraft(db, administrator)).toMatchObject({ reason: 'not-closed' });
	const past = { version: 2, renewUntil: '2020-01-01' };
	expect(await putInForce(db, administrator, past)).toMatchObject({ reason: 'window-in-the-past' });
	expect(await putInForce(db, administrator, inForce)).toEqual({ ok: true });
	expect(await charterVersionsInForce(db)).toMatchObject([{ number: 2, isRenewalOpen: true }, { number: 1 }]);
	expect(await openDraft(db, administrator)).toEqual({ ok: true, version: 3 });
});

test('who is not an administrator opens, edits, closes, validates and puts in force nothing', async ({
	db
}) => {
	const { paragraph, read } = await draftOpen(db);
	const ada = await somebody(db);
	const attempts: Promise<unknown>[] = [
		openDraft(db, ada),
		addArticle(db, ada, { after: 0, title: 'X' }),
		retitleArticle(db, ada, { article: 1, title: 'X', read }),
		removeArticle(db, ada, 1),
		addParagraph(db, ada, { article: 1, after: 0, text: 'X' }),
		editParagraph(db, ada, paragraph.id, { text: 'X', read }),
		removeParagraph(db, ada, paragraph.id),
		closeDraft(db, ada),
		reopenDraft(db, ada),
		recordValidation(db, ada, validation),
		putInForce(db, ada, { version: 2, renewUntil: farAway })
	];
	for (const attempt of attempts) expect(await attempt).toEqual({ ok: false, reason: 'forbidden' });
	expect(await wordings(db)).toEqual(await wordings(db, 1));
});

async function atOnce(prepare: (db: Database, administrator: Person) => Promise<void>, act: Act) {
	const { db, close } = await cloneDatabase();
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await prepare(db, administrator);
	const results = await Promise.all([1, 2, 3, 4].map((turn) => act(db, administrator, turn)));
	const versions = await db.select().from(charterVersions);
	await close();
	return { done: results.filter(({ ok }) => ok).length, versions };
}
type Act = (db: Database, administrator: Person, turn: number) => Promise<{ ok: boolean }>;

test('four administrators who open a draft at once open one', async () => {
	const { done, versions } = await atOnce(async () => undefined, openDraft);
	expect(done).toBe(1);
	expect(versions).toHaveLength(2);
});

test('four administrators who close, or put in force, at once do it once', async () => {
	const opened = async (db: Database, person: Person) => void (await openDraft(db, person));
	expect((await atOnce(opened, closeDraft)).done).toBe(1);
	const validated = async (db: Database, person: Person) => {
		await openDraft(db, person);
		await closeDraft(db, person);
		await recordValidation(db, person, validation);
	};
	const inForce = { version: 2, renewUntil: farAway };
	expect((await atOnce(validated, (db, person) => putInForce(db, person, inForce))).done).toBe(1);
});

test('an edit and an adoption at once leave one of the two, and say so to the other', async () => {
	let text = '';
	const { done } = await atOnce(
		async (db, person) => {
			await openDraft(db, person);
			const { id } = (await findParagraph(db, 2, '1.2'))!;
			await proposeAmendment(db, await somebody(db), id, { wording: 'Adoptée.', reason: 'Mieux' });
		},
		async (db, person, turn) => {
			const { id, text: was } = (await findParagraph(db, 2, '1.2'))!;
			const read = digestOf('Nous ne sommes d’aucun parti.');
			const [amendment] = await amendmentsOn(db, person, id);
			const adoption = { amendmentId: amendment!.id, outcome: 'adopted' as const, answer: null, read };
			const result = await (turn % 2
				? editParagraph(db, person, id, { text: `Écrite par ${turn}.`, read })
				: answerAmendment(db, person, id, adoption));
			text = was;
			return result;
		}
	);
	expect(done).toBe(1);
	expect(text).not.toBe('');
});

test('a comment that arrives while the draft closes is kept or refused, never lost', async () => {
	const { db, close } = await cloneDatabase();
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await openDraft(db, administrator);
	const { id } = (await findParagraph(db, 2, '1.1'))!;
	const said = Array.from({ length: 8 }, (_, i) =>
		commentOn(db, administrator, id, { text: `Remarque ${i}` })
	);
	const [answers] = await Promise.all([Promise.all(said), closeDraft(db, administrator)]);
	expect(await commentsOn(db, id)).toHaveLength(answers.filter(({ ok }) => ok).length);
	const [{ closedAt }] = (await db.select().from(charterVersions).where(eq(charterVersions.number, 2))) as [
		{ closedAt: Date | null }
	];
	expect(closedAt).not.toBeNull();
	await close();
});
