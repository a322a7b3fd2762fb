import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { changeSignature, signaturesOf } from './my-signatures.server.ts';
import { mySignature, plantCharterInForce } from './planting.ts';
import { latestSignatures, signatureCounts } from './register.server.ts';
import { signCharter } from './signing.server.ts';
import { charterWithdrawals } from './signatures.tables.ts';
import { removeSignature, withdrawSignature } from './withdrawing.server.ts';

test('a person changes their reservation and shows their name', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	const signatureId = await onlySignatureOf(db, ada);
	const change = { signatureId, reservation: 'Sauf 1.1', isNamePublic: true };
	expect(await changeSignature(db, ada, change)).toEqual({ ok: true });
	expect(await latestSignatures(db, 1)).toMatchObject([{ reservation: 'Sauf 1.1' }]);
	expect((await signatureCounts(db, 1)).privatePersons).toBe(0);
});

test('a person withdraws their signature, which stays on record', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature({ isNamePublic: true }));
	const id = await onlySignatureOf(db, ada);
	expect(await withdrawSignature(db, ada, id)).toEqual({ ok: true });
	expect(await latestSignatures(db, 1)).toEqual([]);
	expect(await signatureCounts(db, 1)).toEqual({
		persons: 0,
		organisations: 0,
		privatePersons: 0,
		awaited: 0
	});
	expect(await db.select().from(charterWithdrawals)).toMatchObject([{ id, personId: ada.id, reason: null }]);
	expect(await withdrawSignature(db, ada, id)).toEqual({ ok: false, reason: 'not-found' });
	expect(await signCharter(db, ada, mySignature())).toMatchObject({ ok: true });
});

test('a stranger neither changes nor withdraws somebody else’s signature', async ({ db }) => {
	await plantCharterInForce(db);
	const [ada, zoe] = [await somebody(db), await somebody(db, { isAdministrator: true })];
	await signCharter(db, ada, mySignature());
	const signatureId = await onlySignatureOf(db, ada);
	const change = { signatureId, reservation: null, isNamePublic: true };
	expect(await changeSignature(db, zoe, change)).toEqual({ ok: false, reason: 'not-found' });
	expect(await withdrawSignature(db, zoe, signatureId)).toEqual({ ok: false, reason: 'not-found' });
});

test('only an administrator withdraws somebody else’s signature', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	const id = await onlySignatureOf(db, ada);
	const stranger = await somebody(db);
	const reason = 'Ce nom n’est pas le sien.';
	expect(await removeSignature(db, stranger, id, { reason })).toEqual({ ok: false, reason: 'forbidden' });
	const administrator = await somebody(db, { isAdministrator: true });
	expect(await removeSignature(db, administrator, id, { reason })).toEqual({ ok: true });
	expect(await db.select().from(charterWithdrawals)).toMatchObject([
		{ reason, withdrawnBy: administrator.id }
	]);
});

async function onlySignatureOf(db: Database, person: Person): Promise<string> {
	const [signature] = await signaturesOf(db, person);
	return signature!.id;
}
