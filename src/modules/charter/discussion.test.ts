import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import {
	amendmentsOn,
	answerAmendment,
	endSupport,
	proposeAmendment,
	supportAmendment,
	takeBackAmendment
} from './amendments.server.ts';
import { commentOn, commentsOn, discussionsIn, findParagraph, removeComment } from './discussion.server.ts';
import { digestOf } from './draft-text.server.ts';
import { closeDraft, openDraft } from './draft.server.ts';
import { plantCharterInForce } from './planting.ts';
import { charterAmendmentSupports } from './revision.tables.ts';

async function draftOpen(db: Database) {
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await openDraft(db, administrator);
	const paragraph = (await findParagraph(db, 2, '1.2'))!;
	return { administrator, paragraph, read: digestOf(paragraph.text) };
}

test('people comment on a paragraph and take their own comment back', async ({ db }) => {
	const { paragraph, administrator } = await draftOpen(db);
	const [ada, zoe] = [await somebody(db, { name: 'Ada' }), await somebody(db)];
	expect(await commentOn(db, ada, paragraph.id, { comment: '<b>Bravo</b>' })).toEqual({ ok: true });
	const [comment] = await commentsOn(db, paragraph.id);
	expect(comment).toMatchObject({ author: 'Ada', text: '<b>Bravo</b>' });
	expect((await discussionsIn(db, 2)).comments.get(paragraph.id)).toBe(1);
	expect(await removeComment(db, zoe, paragraph.id, comment!.id)).toMatchObject({ reason: 'not-found' });
	expect(await removeComment(db, ada, paragraph.id, comment!.id)).toEqual({ ok: true });
	await commentOn(db, ada, paragraph.id, { comment: 'Encore' });
	const [again] = await commentsOn(db, paragraph.id);
	expect(await removeComment(db, administrator, paragraph.id, again!.id)).toEqual({ ok: true });
});

test('nobody comments on a paragraph of the text in force', async ({ db }) => {
	await draftOpen(db);
	const inForce = (await findParagraph(db, 1, '1.1'))!;
	const refused = await commentOn(db, await somebody(db), inForce.id, { comment: 'Trop tard' });
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

test('people take their own proposal back, as long as it is theirs alone', async ({ db }) => {
	const { paragraph, administrator, read } = await draftOpen(db);
	const [ada, zoe] = [await somebody(db), await somebody(db)];
	for (const wording of ['Seule.', 'Soutenue.', 'Déclinée.'])
		await proposeAmendment(db, ada, paragraph.id, { wording, reason: 'Mieux' });
	const [alone, supported, declined] = await amendmentsOn(db, ada, paragraph.id);
	await supportAmendment(db, zoe, paragraph.id, supported!.id);
	const declining = { outcome: 'declined' as const, answer: 'Non.', read };
	await answerAmendment(db, administrator, paragraph.id, { amendmentId: declined!.id, ...declining });

	const takeBack = (person: typeof ada, { id } = alone!) => takeBackAmendment(db, person, paragraph.id, id);
	for (const other of [zoe, administrator])
		expect(await takeBack(other)).toEqual({ ok: false, reason: 'not-found' });
	expect(await takeBack(ada, supported)).toEqual({ ok: false, reason: 'supported' });
	expect(await takeBack(ada, declined)).toEqual({ ok: false, reason: 'answered' });
	expect(await takeBack(ada)).toEqual({ ok: true });
	expect(await takeBack(ada)).toEqual({ ok: false, reason: 'not-found' });
	expect((await amendmentsOn(db, ada, paragraph.id)).map(({ text }) => text)).toEqual([
		'Soutenue.',
		'Déclinée.'
	]);
	await endSupport(db, zoe, paragraph.id, supported!.id);
	await closeDraft(db, administrator);
	expect(await takeBack(ada, supported)).toEqual({ ok: false, reason: 'not-open' });
});
