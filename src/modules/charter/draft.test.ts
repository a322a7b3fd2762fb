import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { charterDifference } from './differences.server.ts';
import { commentOn, findParagraph } from './discussion.server.ts';
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
	await addArticle(db, administrator, { after: 0, newTitle: 'Faire alliance' });
	await addParagraph(db, administrator, { article: 1, after: 0, addition: 'Nous agissons ensemble.' });
	await closeDraft(db, administrator);
	await recordValidation(db, administrator, validation);
	expect(await putInForce(db, administrator, { version: 1, renewUntil: farAway })).toEqual({ ok: true });
	expect(await charterInForce(db)).toMatchObject({ number: 1, validatedByMeeting: 'Assemblée générale' });
});

test('a draft goes from open to closed to validated to in force, and never otherwise', async ({ db }) => {
	const { administrator, paragraph, read } = await draftOpen(db);
	const ada = await somebody(db);
	const inForce = { version: 2, renewUntil: farAway };
	expect(await recordValidation(db, administrator, validation)).toMatchObject({ reason: 'not-closed' });
	expect(await putInForce(db, administrator, inForce)).toMatchObject({ reason: 'not-validated' });
	await closeDraft(db, administrator);
	expect(await closeDraft(db, administrator)).toMatchObject({ reason: 'not-open' });
	expect(await commentOn(db, ada, paragraph.id, { comment: 'Trop tard' })).toMatchObject({
		reason: 'not-open'
	});
	const edit = { text: 'Trop tard', read };
	expect(await editParagraph(db, administrator, paragraph.id, edit)).toMatchObject({ reason: 'not-open' });
	await reopenDraft(db, administrator);
	expect(await commentOn(db, ada, paragraph.id, { comment: 'À temps' })).toEqual({ ok: true });
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
		addArticle(db, ada, { after: 0, newTitle: 'X' }),
		retitleArticle(db, ada, { article: 1, title: 'X', read }),
		removeArticle(db, ada, 1),
		addParagraph(db, ada, { article: 1, after: 0, addition: 'X' }),
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
