import { eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { describe, expect } from 'vitest';
import { events } from '#platform/events/events.tables.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { groups } from '../people/groups.tables.ts';
import { somebody } from '../people/somebody.ts';
import { aConfidentialGroup, aGroup, aMember } from './a-group.ts';
import { GroupInput, InvitationInput } from './communities.input.ts';
import { membershipRequests } from './communities.tables.ts';
import { joinGroup, readKit } from './joining.server.ts';
import { changeGroup, closeGroup, openGroup } from './keeping.server.ts';
import { tellInvited } from './letters.server.ts';
import { changeMember, decideRequest, invite, leaveGroup } from './members.server.ts';
import { noticeAnswer, noticeRequest } from './notices.server.ts';
import { groupToRead, membersToRead } from './reading.server.ts';

describe('somebody who wants to be in a group', () => {
	test('comes in at once when it is open, and once', async ({ db }) => {
		const { slug } = await aGroup(db);
		const ada = await somebody(db);
		expect(await joinGroup(db, ada, 'public', slug, null)).toEqual({ ok: true, isMember: true });
		expect(await joinGroup(db, ada, 'public', slug, null)).toMatchObject({ reason: 'already' });
		const read = await groupToRead(db, { reader: 'public', person: ada }, slug);
		expect(read).toMatchObject({ role: 'member', members: 2, isInside: true });
		expect(await readKit(db, ada, slug)).toBe(true);
		expect(await readKit(db, await somebody(db), slug)).toBe(false);
	});

	test('asks with a word, waits, and is welcomed or told why not', async ({ db }) => {
		const { slug, keeper } = await aGroup(db, { openness: 'on-request' });
		const [ada, bo] = [await somebody(db), await somebody(db)];
		expect(await joinGroup(db, ada, 'public', slug, null)).toMatchObject({ reason: 'message-missing' });
		expect(await joinGroup(db, ada, 'public', slug, 'Pour apprendre')).toEqual({ ok: true, isMember: false });
		expect(await joinGroup(db, ada, 'public', slug, 'Encore')).toMatchObject({ reason: 'already' });
		await joinGroup(db, bo, 'public', slug, 'Pour voir');
		const asKeeper = { reader: 'allies', person: keeper } as const;
		const { requests } = (await membersToRead(db, asKeeper, slug, {}))!;
		const [one, two] = requests.map(({ id }) => id);
		const accepted = { request: one!, outcome: 'accepted', reason: null } as const;
		expect(await decideRequest(db, ada, slug, accepted)).toMatchObject({ reason: 'forbidden' });
		expect(await decideRequest(db, keeper, slug, accepted)).toEqual({ ok: true });
		expect(await decideRequest(db, keeper, slug, accepted)).toMatchObject({ reason: 'not-found' });
		await decideRequest(db, keeper, slug, { request: two!, outcome: 'declined', reason: 'Complet' });
		const standing = async (person: typeof ada) =>
			(await groupToRead(db, { reader: 'public', person }, slug))!;
		expect(await standing(ada)).toMatchObject({ role: 'member' });
		expect(await standing(bo)).toMatchObject({ role: null, standing: { is: 'declined', reason: 'Complet' } });
		expect(await joinGroup(db, bo, 'public', slug, 'Une autre fois')).toEqual({ ok: true, isMember: false });
	});

	test('comes in with the address that was invited, and with no other', async ({ db }) => {
		const { slug, keeper } = await aGroup(db, { openness: 'invitation', isConfidential: 'on' });
		const [ada, bo] = [await somebody(db), await somebody(db)];
		expect(await joinGroup(db, ada, 'allies', slug, 'Bonjour')).toMatchObject({ reason: 'not-found' });
		const { addresses } = v.parse(InvitationInput, { addresses: `${ada.email.toUpperCase()}, ${ada.email}` });
		expect(await invite(db, bo, slug, addresses)).toMatchObject({ reason: 'forbidden' });
		expect(await invite(db, keeper, slug, addresses)).toEqual({ ok: true });
		expect(await joinGroup(db, bo, 'allies', slug, null)).toMatchObject({ reason: 'not-found' });
		expect(await joinGroup(db, ada, 'public', slug, null)).toEqual({ ok: true, isMember: true });
	});

	test('does not come into a group that is closed', async ({ db }) => {
		const { slug, keeper } = await aGroup(db);
		expect(await closeGroup(db, await aMember(db, slug), slug)).toMatchObject({ reason: 'forbidden' });
		expect(await closeGroup(db, keeper, slug)).toMatchObject({ ok: true });
		expect(await joinGroup(db, await somebody(db), 'allies', slug, null)).toMatchObject({ reason: 'closed' });
	});
});

describe('who runs a group', () => {
	test('is a facilitator who opens one, or a keeper who opens a sub-group of it', async ({ db }) => {
		const { slug, keeper } = await aGroup(db);
		const input = { name: 'Récits du Lot', purpose: 'Le Lot.', kind: 'sub-group', openness: 'open' };
		const sub = v.parse(GroupInput, { ...input, parent: slug });
		expect(await openGroup(db, await aMember(db, slug), sub)).toMatchObject({ reason: 'no-such-parent' });
		expect(await openGroup(db, await somebody(db), v.parse(GroupInput, input))).toMatchObject({
			reason: 'forbidden'
		});
		const opened = await openGroup(db, { ...keeper, isFacilitator: false }, sub);
		expect(opened).toEqual({ ok: true, slug: 'recits-du-lot' });
		const read = await groupToRead(db, { reader: 'public', person: null }, slug);
		expect(read!.subGroups.map(({ name }) => name)).toEqual(['Récits du Lot']);
	});

	test('is always somebody: the last keeper neither leaves nor steps down while others are there', async ({
		db
	}) => {
		const { slug, keeper } = await aGroup(db);
		const ada = await aMember(db, slug);
		expect(await leaveGroup(db, keeper, slug)).toMatchObject({ reason: 'last-keeper' });
		const down = { person: keeper.id, role: 'member' } as const;
		expect(await changeMember(db, keeper, slug, down)).toMatchObject({ reason: 'last-keeper' });
		expect(await changeMember(db, keeper, slug, { person: ada.id, role: 'keeper' })).toEqual({ ok: true });
		expect(await leaveGroup(db, keeper, slug)).toEqual({ ok: true });
		expect(await changeMember(db, keeper, slug, down)).toMatchObject({ reason: 'forbidden' });
	});

	test('makes it confidential, never open to all at the same time', async ({ db }) => {
		const { slug, keeper, member } = await aConfidentialGroup(db);
		const input = { name: 'Entre pairs', purpose: 'Se parler.', kind: 'alumni', isConfidential: 'on' };
		expect(v.safeParse(GroupInput, { ...input, openness: 'open' }).success).toBe(false);
		const written = v.parse(GroupInput, { ...input, openness: 'invitation' });
		expect(await changeGroup(db, member, slug, written)).toMatchObject({ reason: 'forbidden' });
		expect(await changeGroup(db, keeper, slug, written)).toEqual({ ok: true, slug });
	});
});

test('of two last keepers who leave at the same moment, one stays', async () => {
	const { db, close } = await cloneDatabase();
	for (let round = 0; round < 6; round += 1) {
		const { slug, keeper } = await aGroup(db, { name: `Ronde ${round}` });
		const [bo] = [await aMember(db, slug), await aMember(db, slug)];
		await changeMember(db, keeper, slug, { person: bo.id, role: 'keeper' });
		const left = await Promise.all([leaveGroup(db, keeper, slug), leaveGroup(db, bo, slug)]);
		expect(left.filter(({ ok }) => ok)).toHaveLength(1);
	}
	const named = await db.select().from(groups).where(eq(groups.name, 'Ronde 0'));
	expect(named).toHaveLength(1);
	await close();
}, 60_000);

test('keepers are told who asks, who asked is told what they answered, and nobody of their own act', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db, { openness: 'on-request' });
	const ada = await somebody(db);
	await joinGroup(db, ada, 'public', slug, 'Pour apprendre');
	const [request] = await db.select().from(membershipRequests);
	const { id: requestId, groupId } = request!;
	const event = (actorId: string) => ({ actorId, details: { groupId, requestId } }) as never;
	await noticeRequest(db, event(ada.id));
	await decideRequest(db, keeper, slug, { request: requestId, outcome: 'accepted', reason: null });
	await noticeAnswer(db, event(keeper.id));
	const { rows } = await db.execute(sql`select kind, person_id as "to" from notices order by kind`);
	expect(rows).toEqual([
		{ kind: 'communities.asked', to: keeper.id },
		{ kind: 'communities.welcomed', to: ada.id }
	]);
});

test('who is invited gets a letter, and what happened keeps no address', async ({ db }) => {
	const { slug, keeper } = await aGroup(db, { openness: 'invitation' });
	await invite(db, keeper, slug, ['nouvelle@exemple.org']);
	const [told] = await db.select().from(events).where(eq(events.name, 'communities.invited'));
	expect(JSON.stringify(told)).not.toContain('exemple.org');
	await tellInvited('https://alliance.exemple')(db, told as never);
	const [letter] = await db.select().from(mails).where(eq(mails.recipient, 'nouvelle@exemple.org'));
	expect(letter!.text).toContain(`https://alliance.exemple/communautes/${slug}`);
});
