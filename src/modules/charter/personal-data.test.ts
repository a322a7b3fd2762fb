import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { amendmentsOn, answerAmendment, proposeAmendment, supportAmendment } from './amendments.server.ts';
import { commentOn, commentsOn, findParagraph } from './discussion.server.ts';
import { digestOf } from './draft-text.server.ts';
import { openDraft } from './draft.server.ts';
import { signaturesOf } from './my-signatures.server.ts';
import { charterData } from './personal-data.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from './planting.ts';
import { registerPage, signatureCounts } from './register.server.ts';
import { signCharter } from './signing.server.ts';
import { charterSignatures, charterWithdrawals } from './signatures.tables.ts';
import { withdrawSignature } from './withdrawing.server.ts';

test('a person takes away all that the charter holds about them', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db, { name: 'Ada Martin' });
	await signCharter(db, ada, mySignature({ reservation: 'Sauf 1.2' }));
	const held = await charterData.export(db, ada);
	expect(held.map(({ key }) => key)).toEqual([
		'charter.signatures',
		'charter.withdrawals',
		'charter.comments',
		'charter.amendments',
		'charter.supports'
	]);
	expect(held[0]!.rows).toMatchObject([{ version: 1, name: 'Ada Martin', reservation: 'Sauf 1.2' }]);
	for (const { rows, labels } of held)
		for (const row of rows) expect(Object.keys(labels)).toEqual(Object.keys(row));
});

test('a person who is erased leaves the signature of their organisation, and no trace of themselves', async ({
	db
}) => {
	await plantCharterInForce(db);
	const ada = await somebody(db, { name: 'Ada Martin' });
	await signCharter(db, ada, mySignature({ isNamePublic: true }));
	await signCharter(db, ada, organisationSignature('Les Amis du Pré', { isNamePublic: true }));
	await signCharter(db, ada, organisationSignature('Les Voisins'));
	const [{ id }] = (await signaturesOf(db, ada)).filter(({ name }) => name === 'Les Voisins') as [
		{ id: string } & Awaited<ReturnType<typeof signaturesOf>>[number]
	];
	await withdrawSignature(db, ada, id);
	await charterData.erase(db, ada);
	const { lines } = await registerPage(db, 1, 'all', {});
	expect(lines).toMatchObject([{ name: 'Les Amis du Pré', mandatary: null, mandate: null }]);
	expect(await db.select().from(charterSignatures)).toMatchObject([{ personId: null, mandate: '' }]);
	expect(await signaturesOf(db, ada)).toEqual([]);
	expect(await signatureCounts(db, 1)).toMatchObject({ persons: 0, organisations: 1 });
	expect(await db.select().from(charterWithdrawals)).toMatchObject([{ personId: null, withdrawnBy: null }]);
});

test('what an erased person proposed stays without them when others made it theirs, and goes otherwise', async ({
	db
}) => {
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await openDraft(db, administrator);
	const paragraph = (await findParagraph(db, 2, '1.1'))!;
	const [ada, zoe] = [await somebody(db), await somebody(db)];
	await commentOn(db, ada, paragraph.id, { comment: 'Bravo' });
	for (const wording of ['Adoptée.', 'Soutenue.', 'Seule.'])
		await proposeAmendment(db, ada, paragraph.id, { wording, reason: 'Mieux' });
	const [adopted, supported] = await amendmentsOn(db, ada, paragraph.id);
	await supportAmendment(db, zoe, paragraph.id, supported!.id);
	const read = digestOf(paragraph.text);
	const adoption = { amendmentId: adopted!.id, outcome: 'adopted' as const, answer: null, read };
	await answerAmendment(db, administrator, paragraph.id, adoption);

	await charterData.erase(db, ada);
	expect(await commentsOn(db, paragraph.id)).toEqual([]);
	expect(await amendmentsOn(db, zoe, paragraph.id)).toMatchObject([
		{ text: 'Adoptée.', author: null },
		{ text: 'Soutenue.', author: null, supports: 1 }
	]);
	await charterData.erase(db, zoe);
	await charterData.erase(db, administrator);
	expect(await amendmentsOn(db, zoe, paragraph.id)).toMatchObject([{}, { supports: 0 }]);
});
