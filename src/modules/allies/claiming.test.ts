import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import { plantAlliance } from '../people/planting.server.ts';
import { somebody } from '../people/somebody.ts';
import { tellDecision, tellKeepers } from './claim-letters.server.ts';
import { claimPage, decideClaim, withdrawClaim } from './claiming.server.ts';
import { claimsAnswered, pagesOfKeeper, pageToClaim } from './claims-told.server.ts';
import { claimToDecide, pagesClaimed } from './claims-waiting.server.ts';
import { changeProfile } from './changing.server.ts';
import { mayEdit } from './editing.server.ts';
import { keptPage } from './kept-page.ts';
import { keepersOf } from './keeping.server.ts';
import { likeness } from './mail-domains.ts';
import { ensurePersonProfile } from './profiles.server.ts';
import { refreshListings } from './listings.server.ts';

const message = { message: 'Je suis la présidente.' };
const yes = { outcome: 'accepted', reason: 'Confirmé par téléphone.' } as const;
const no = { outcome: 'refused', reason: 'Inconnue de l’association.' } as const;

test('who claims a page waits, and keeps it once a facilitator accepts', async ({ db }) => {
	const { page, ada, facilitator } = await claimable(db);
	const claimId = await claim(db, ada);
	expect(await mayEdit(db, ada, page)).toBe(false);
	expect(await decideClaim(db, facilitator, claimId, yes)).toEqual({ ok: true });
	expect(await mayEdit(db, ada, page)).toBe(true);
	expect(await pagesOfKeeper(db, ada)).toMatchObject({
		kept: [{ slug: 'la-source' }],
		claims: [{ outcome: 'accepted', reason: yes.reason }]
	});
	expect(await claimPage(db, ada, 'la-source', message)).toEqual({ ok: false, reason: 'keeps-already' });
});

test('one asks once at a time, and may ask again after a refusal or having taken it back', async ({ db }) => {
	const { ada, facilitator } = await claimable(db);
	const first = await claim(db, ada);
	expect(await claimPage(db, ada, 'la-source', message)).toEqual({ ok: false, reason: 'asked-already' });
	expect(await decideClaim(db, facilitator, first, no)).toEqual({ ok: true });
	const second = await claim(db, ada);
	expect(await withdrawClaim(db, facilitator, second)).toBe(false);
	expect(await withdrawClaim(db, ada, second)).toBe(true);
	expect(await withdrawClaim(db, ada, second)).toBe(false);
	expect(await decideClaim(db, facilitator, second, yes)).toEqual({ ok: false, reason: 'decided-already' });
	await claim(db, ada);
	const told = await pageToClaim(db, ada, 'la-source');
	expect(told).toMatchObject({ keepsIt: false, past: [{ outcome: 'withdrawn' }, { outcome: 'refused' }] });
});

test('two who claim the same page are side by side, and accepting one refuses nobody', async ({ db }) => {
	const { ada, facilitator } = await claimable(db);
	const bo = await somebody(db, { name: 'Bo Petit' });
	const [hers, his] = [await claim(db, ada), await claim(db, bo)];
	const waiting = await pagesClaimed(db, facilitator, {});
	if (waiting === 'forbidden') throw new Error('refused to a facilitator');
	expect(waiting.lines).toMatchObject([
		{ slug: 'la-source', keepers: 0, claims: [{ name: 'Ada Martin' }, { name: 'Bo Petit' }] }
	]);
	expect((await claimToDecide(db, facilitator, hers))?.others).toMatchObject([{ id: his }]);

	await decideClaim(db, facilitator, hers, yes);
	const left = await claimToDecide(db, ada, his);
	expect(left?.claim).toMatchObject({ name: 'Bo Petit', outcome: null });
	expect(await decideClaim(db, ada, his, yes)).toEqual({ ok: true });
	expect((await keepersOf(db, bo, 'la-source'))?.keepers).toHaveLength(2);
});

test('a page that is kept can be claimed: its keepers answer, strangers and the claimant do not', async ({
	db
}) => {
	const { keeper } = await keptPage(db);
	const ada = await somebody(db);
	const claimId = await claim(db, ada);
	const refused = { ok: false, reason: 'forbidden' };
	expect(await decideClaim(db, ada, claimId, yes)).toEqual(refused);
	expect(await decideClaim(db, await somebody(db), claimId, yes)).toEqual(refused);
	expect(await claimToDecide(db, ada, claimId)).toBeUndefined();
	expect(await pagesClaimed(db, keeper, {})).toBe('forbidden');
	expect(await claimsAnswered(db, keeper, {})).toBe('forbidden');
	expect(await decideClaim(db, keeper, claimId, no)).toEqual({ ok: true });
	expect(await decideClaim(db, keeper, uuidv7(), no)).toEqual({ ok: false, reason: 'unknown' });
});

test('a facilitator does not answer their own claim', async ({ db }) => {
	const { facilitator } = await claimable(db);
	const own = await claim(db, facilitator);
	expect(await decideClaim(db, facilitator, own, yes)).toEqual({ ok: false, reason: 'own' });
});

test('two who answer the same claim at once: one decides, the other is told', async () => {
	const { db, close } = await cloneDatabase();
	const { ada, facilitator } = await claimable(db);
	const other = await somebody(db, { isAdministrator: true });
	const claimId = await claim(db, ada);
	const answers = await Promise.all([
		decideClaim(db, facilitator, claimId, yes),
		decideClaim(db, other, claimId, no)
	]);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(answers.filter((one) => !one.ok && one.reason === 'decided-already')).toHaveLength(1);
	await close();
});

test('a double click claims once', async () => {
	const { db, close } = await cloneDatabase();
	const { ada } = await claimable(db);
	const answers = await Promise.all([1, 2, 3].map(() => claimPage(db, ada, 'la-source', message)));
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	await close();
});

test('the page of a person, and one that one does not see, cannot be claimed', async ({ db }) => {
	const { page, ada, keeper } = await claimable(db);
	const own = await ensurePersonProfile(db, keeper.id);
	await changeProfile(db, keeper, own, { audience: 'public' });
	const refused = { ok: false, reason: 'not-claimable' };
	expect(await claimPage(db, ada, 'ada-martin', message)).toEqual(refused);
	expect(await claimPage(db, ada, 'personne', message)).toEqual(refused);
	await db.execute(sql`update ally_profiles set audience = 'private' where id = ${page}`);
	await refreshListings(db, [page]);
	expect(await claimPage(db, ada, 'la-source', message)).toEqual(refused);
});

test('who decides sees what helps: the role, the address beside the site', async ({ db }) => {
	const { page, organisationId, facilitator } = await claimable(db);
	await changeProfile(db, facilitator, page, { website: 'https://www.la-source.org' });
	const bo = await somebody(db, { email: 'bo@la-source.org' });
	await affiliate(db, bo, organisationId, 'trésorier');
	const asked = await claimToDecide(db, facilitator, await claim(db, bo));
	expect(asked?.claim).toMatchObject({ domain: 'same', role: 'trésorier', hasActed: false });
	expect(likeness('bo@gmail.com', 'https://gmail.com')).toBe('anybody');
	expect(likeness('bo@mairie.la-source.org', 'https://la-source.org')).toBe('same');
	expect(likeness('bo@source.org', 'https://la-source.org')).toBe('other');
	expect(likeness('bo@la-source.org', null)).toBe('no-site');
});

test('the keepers are told of a claim, and the claimant of the answer, in their languages', async ({
	db
}) => {
	await plantAlliance(
		db,
		{ name: 'L’alliance', purposeFr: 'a', purposeEn: 'b', email: 'a@exemple.org' },
		null
	);
	const { keeper } = await keptPage(db);
	const ada = await somebody(db, { locale: 'en', email: 'ada@exemple.org' });
	await decideClaim(db, keeper, await claim(db, ada), no);
	await deliverAll(db);
	const { rows } = await db.execute<{ recipient: string; subject: string; text: string }>(
		sql`select recipient, subject, text from mails order by recipient = 'ada@exemple.org'`
	);
	expect(rows.map(({ recipient }) => recipient)).toEqual(['ada@exemple.org']);
	expect(rows[0]).toMatchObject({ subject: 'Your request about the page of La Source' });
	expect(rows[0]!.text).toContain(no.reason);

	await claim(db, ada);
	await deliverAll(db);
	const { rows: later } = await db.execute(sql`select subject from mails where recipient = ${keeper.email}`);
	expect(later).toEqual([{ subject: 'Quelqu’un demande à tenir avec vous la page de La Source' }]);
});

async function claimable(db: Database) {
	const kept = await keptPage(db);
	await db.execute(sql`delete from ally_keepers`);
	const ada = await somebody(db);
	const facilitator = await somebody(db, { isFacilitator: true });
	return { ...kept, ada, facilitator };
}

async function claim(db: Database, person: Parameters<typeof claimPage>[1]): Promise<string> {
	const asked = await claimPage(db, person, 'la-source', message);
	if (!asked.ok) throw new Error(asked.reason);
	return asked.claimId;
}

async function deliverAll(db: Database): Promise<void> {
	const handlers = {
		'allies.claimed': { 'tell-keepers': tellKeepers('http://localhost') },
		'allies.claim-decided': { 'tell-decision': tellDecision('http://localhost') }
	};
	const { rows } = await db.execute<{ id: number }>(sql`select id::int from events order by id`);
	for (const { id } of rows) await deliverEvent(db, handlers, id);
}
