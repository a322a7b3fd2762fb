import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { audienceOf } from '#modules/allies/audience.server.ts';
import { recomputeCircles } from '#modules/allies/evidence.server.ts';
import { ensurePersonProfile } from '#modules/allies/profiles.server.ts';
import { changeSignature } from '#modules/charter/my-signatures.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from '#modules/charter/planting.ts';
import { signCharter } from '#modules/charter/signing.server.ts';
import { withdrawSignature } from '#modules/charter/withdrawing.server.ts';
import { affiliate } from '#modules/people/affiliations.server.ts';
import { foundOrganisation } from '#modules/people/organisations.server.ts';
import { somebody } from '#modules/people/somebody.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { handlers } from './events.server.ts';
import { evidenceProviders } from './evidence.server.ts';

test('who signs, hides their name and withdraws is placed as a full computation places them', async ({
	db
}) => {
	await plantCharterInForce(db);
	const [ada, bo, cleo] = [await somebody(db), await somebody(db), await somebody(db)];
	await ensurePersonProfile(db, ada.id);
	await ensurePersonProfile(db, bo.id);
	const signed = await signCharter(db, ada, mySignature({ isNamePublic: true }));
	await signCharter(db, bo, mySignature({ isNamePublic: true }));
	await signCharter(db, cleo, organisationSignature('La Source'));
	const gone = await signCharter(db, cleo, organisationSignature('Le Puits'));
	if (!signed.ok || !gone.ok) throw new Error('a signature was refused');
	await deliverAll(db);
	expect((await placed(db)).map(({ name }) => name)).toEqual([
		'Ada Martin',
		'Ada Martin',
		'La Source',
		'Le Puits'
	]);

	const hidden = { signatureId: signed.signatureId, reservation: null, isNamePublic: false };
	await changeSignature(db, ada, hidden);
	await withdrawSignature(db, cleo, gone.signatureId);
	await deliverAll(db);
	const byEvents = await placed(db);
	expect(byEvents.map(({ name }) => name)).toEqual(['Ada Martin', 'La Source']);

	await recomputeCircles(db, evidenceProviders);
	expect(await placed(db)).toEqual(byEvents);
});

test('who signed, or signed for an organisation, reads as an ally; belonging to one by one’s own word opens nothing', async ({
	db
}) => {
	await plantCharterInForce(db);
	const [ada, bo, cleo, dan] = [
		await somebody(db),
		await somebody(db),
		await somebody(db),
		await somebody(db)
	];
	await signCharter(db, ada, mySignature());
	await signCharter(db, bo, organisationSignature('La Source'));
	await deliverAll(db);
	const { id } = await foundOrganisation(db, cleo, { name: 'La Source', kind: 'association', place: null });
	await affiliate(db, cleo, id, 'bénévole');

	expect(await audienceOf(db, null)).toBe('public');
	expect(await audienceOf(db, ada)).toBe('allies');
	expect(await audienceOf(db, bo)).toBe('allies');
	expect(await audienceOf(db, cleo)).toBe('public');
	expect(await audienceOf(db, { ...dan, isFacilitator: true })).toBe('allies');
});

test('an organisation that somebody founded is seen by allies alone until it signs', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await foundOrganisation(db, ada, { name: 'La Source', kind: 'association', place: null });
	await deliverAll(db);
	expect(await audiencesOf(db, 'la-source')).toEqual(['allies']);

	await signCharter(db, ada, { ...organisationSignature('La Source'), isNew: true });
	await deliverAll(db);
	expect(await audiencesOf(db, 'la-source')).toEqual(['allies', 'public']);
});

/** Delivers what was recorded, as the queue does after a commit. */
async function deliverAll(db: Database): Promise<void> {
	const { rows } = await db.execute<{ id: number }>(sql`select id::int from events order by id`);
	for (const { id } of rows) await deliverEvent(db, handlers, id);
}

async function placed(db: Database) {
	const { rows } = await db.execute<{ name: string; evidence: unknown }>(
		sql`select name, circles, evidence from ally_listings
			where circles <> '{}' and is_for_allies order by name, slug`
	);
	return rows;
}

async function audiencesOf(db: Database, slug: string): Promise<string[]> {
	const { rows } = await db.execute<{ audiences: string[] }>(
		sql`select array(select 'allies' where bool_or(is_for_allies) union all select 'public' where bool_or(is_for_public)) as audiences
			from ally_listings where slug = ${slug}`
	);
	return rows[0]!.audiences;
}
