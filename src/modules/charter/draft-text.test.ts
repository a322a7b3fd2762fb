import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { charterDifference } from './differences.server.ts';
import { findParagraph } from './discussion.server.ts';
import {
	addArticle,
	addParagraph,
	digestOf,
	editParagraph,
	removeArticle,
	removeParagraph,
	retitleArticle
} from './draft-text.server.ts';
import { openDraft } from './draft.server.ts';
import { plantCharterInForce } from './planting.ts';
import { articlesOf } from './versions.server.ts';

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

test('an administrator adds, words anew and removes articles and paragraphs, and numbers follow', async ({
	db
}) => {
	const { administrator, paragraph, read } = await draftOpen(db);
	await addArticle(db, administrator, { after: 1, newTitle: 'Mettre en commun' });
	await addParagraph(db, administrator, {
		article: 2,
		after: 0,
		addition: 'Ce que nous faisons est à tous.'
	});
	await addParagraph(db, administrator, { article: 1, after: 1, addition: 'Nous prenons le temps.' });
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
	await addArticle(db, administrator, { after: 0, newTitle: 'Avant tout' });
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
