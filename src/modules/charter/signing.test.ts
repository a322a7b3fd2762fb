import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { events } from '#platform/events/events.tables.ts';
import { test } from '#platform/testing.server.ts';
import { organisationsOf } from '../people/affiliations.server.ts';
import { organisations } from '../people/people.tables.ts';
import { somebody } from '../people/somebody.ts';
import { signaturesOf } from './my-signatures.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from './planting.ts';
import { latestSignatures, signatureCounts } from './register.server.ts';
import { signCharter } from './signing.server.ts';

test('a person signs the charter in force', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db, { name: 'Ada Martin' });
	const signing = await signCharter(db, ada, mySignature({ isNamePublic: true, reservation: 'Sauf 1.2' }));
	expect(signing.ok).toBe(true);
	const [shown] = await latestSignatures(db, 1);
	expect(shown).toMatchObject({ name: 'Ada Martin', reservation: 'Sauf 1.2', isOrganisation: false });
	const [event] = await db.select().from(events).where(eq(events.name, 'charter.signed'));
	expect(event).toMatchObject({ actorId: ada.id });
});

test('a person who keeps their name to themselves counts and is not shown', async ({ db }) => {
	await plantCharterInForce(db);
	await signCharter(db, await somebody(db), mySignature());
	expect(await latestSignatures(db, 1)).toEqual([]);
	expect(await signatureCounts(db, 1)).toEqual({
		persons: 1,
		organisations: 0,
		privatePersons: 1,
		awaited: 1
	});
});

test('a person signs for an organisation that nobody has named yet, and belongs to it', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	expect(await signCharter(db, ada, organisationSignature('Les Amis du Pré'))).toMatchObject({ ok: true });
	expect(await latestSignatures(db, 1)).toMatchObject([
		{ name: 'Les Amis du Pré', kind: 'association', place: 'Valmont', mandatary: null, mandate: null }
	]);
	expect(await organisationsOf(db, ada)).toMatchObject([{ name: 'Les Amis du Pré', role: 'présidente' }]);
});

test('a person who signs for an organisation is named when they wish so', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db, { name: 'Ada Martin' });
	await signCharter(db, ada, organisationSignature('Les Amis du Pré', { isNamePublic: true }));
	expect(await latestSignatures(db, 1)).toMatchObject([{ mandatary: 'Ada Martin', mandate: 'présidente' }]);
});

test('a person finds the organisation that others founded under the same name', async ({ db }) => {
	await plantCharterInForce(db);
	const [ada, zoe] = [await somebody(db), await somebody(db)];
	await signCharter(db, ada, organisationSignature('Les Amis du Pré'));
	const again = await signCharter(db, zoe, organisationSignature('les amis du pre !'));
	expect(again).toMatchObject({ ok: false, reason: 'already-signed', isYours: false, signedBy: null });
	expect(await db.select().from(organisations)).toHaveLength(1);
	expect(await organisationsOf(db, zoe)).toEqual([]);
});

test('a person is asked whether an organisation of nearly the same name is theirs', async ({ db }) => {
	await plantCharterInForce(db);
	await signCharter(db, await somebody(db), organisationSignature('Les Amis du Pré'));
	const unsure = { ...organisationSignature('Amis du Pré'), isNew: false };
	const asked = await signCharter(db, await somebody(db), unsure);
	expect(asked).toMatchObject({ reason: 'organisation-unsure', near: [{ name: 'Les Amis du Pré' }] });
});

test('a person signs for an organisation that they choose by its id', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	const [org] = await db
		.insert(organisations)
		.values({ id: crypto.randomUUID(), name: 'Valmont', kind: 'local-authority' })
		.returning();
	const { version, reservation, isNamePublic, agrees, mandate, hasMandate } = organisationSignature('');
	const input = { inNameOf: org!.id, version, reservation, isNamePublic, agrees, mandate, hasMandate };
	expect(await signCharter(db, ada, input)).toMatchObject({ ok: true });
	const nowhere = { ...input, inNameOf: crypto.randomUUID() };
	expect(await signCharter(db, ada, nowhere)).toEqual({ ok: false, reason: 'organisation-unknown' });
});

test('a person who signs again later is told when they signed', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	const first = await signCharter(db, ada, mySignature());
	expect(await signCharter(db, ada, mySignature())).toEqual(first);
	await db.execute(`update charter_signatures set signed_at = now() - interval '2 days'`);
	expect(await signCharter(db, ada, mySignature())).toMatchObject({
		reason: 'already-signed',
		isYours: true
	});
});

test('a version that was replaced can no longer be signed, and nothing is founded', async ({ db }) => {
	await plantCharterInForce(db, 1);
	await plantCharterInForce(db, 2);
	const refused = await signCharter(db, await somebody(db), organisationSignature('Les Amis du Pré'));
	expect(refused).toEqual({ ok: false, reason: 'outdated-version' });
	expect(await db.select().from(organisations)).toEqual([]);
});

test('nobody signs where no charter is in force', async ({ db }) => {
	expect(await signCharter(db, await somebody(db), mySignature())).toEqual({
		ok: false,
		reason: 'no-charter'
	});
});

test('someone who signs the next version is no longer awaited in the former one', async ({ db }) => {
	await plantCharterInForce(db, 1);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	await plantCharterInForce(db, 2);
	expect((await signatureCounts(db, 1)).awaited).toBe(1);
	await signCharter(db, ada, mySignature({ version: 2 }));
	expect((await signatureCounts(db, 1)).awaited).toBe(0);
	expect(await signaturesOf(db, ada)).toMatchObject([
		{ version: 2, renewedAt: null },
		{ version: 1, renewedAt: expect.any(Date) }
	]);
});
