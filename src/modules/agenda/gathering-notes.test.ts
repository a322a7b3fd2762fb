import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, aSeat, fromNow } from './a-gathering.ts';
import { gatheringCancellations } from './agenda.tables.ts';
import { accessToNotes } from './gathering-notes.server.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import { attendances } from './registrations.tables.ts';

const writes = { mayWrite: true, mayKeep: false };
const reads = { mayWrite: false, mayKeep: false };
const keeps = { mayWrite: true, mayKeep: true };

test('who runs a gathering keeps its notes, who has a seat or was there writes them, who sees it reads them', async ({
	db
}) => {
	const people = [await somebody(db), await somebody(db), await somebody(db), await somebody(db)];
	const [host, seated, attended, stranger] = people as [
		(typeof people)[0],
		(typeof people)[0],
		(typeof people)[0],
		(typeof people)[0]
	];
	const { id } = await aGathering(db, { hostId: host.id });
	await aSeat(db, id, seated);
	await db.insert(attendances).values({ id: attended.id, gatheringId: id, personId: attended.id });
	const may = (person: (typeof people)[0] | null) => accessToNotes(db, person, id, { reader: 'public' });
	expect(await may(host)).toEqual(keeps);
	expect(await may(seated)).toEqual(writes);
	expect(await may(attended)).toEqual(writes);
	expect(await may(stranger)).toEqual(reads);
	expect(await may(null)).toEqual(reads);
});

test('who waits, left, or only registered a guest writes nothing', async ({ db }) => {
	const { id } = await aGathering(db);
	const seats = [{ seatedAt: null }, { leftAt: new Date() }, { guestName: 'Eve Passante' }];
	for (const seat of seats) {
		const person = await somebody(db);
		await aSeat(db, id, person, seat);
		expect(await accessToNotes(db, person, id, { reader: 'public' }), JSON.stringify(seat)).toEqual(reads);
	}
});

test('notes of a gathering for allies are not there for others', async ({ db }) => {
	const { id } = await aGathering(db, { audience: 'allies' });
	const stranger = await somebody(db);
	expect(await accessToNotes(db, null, id, { reader: 'public' })).toBeUndefined();
	expect(await accessToNotes(db, stranger, id, { reader: 'public' })).toBeUndefined();
	expect(await accessToNotes(db, stranger, id, { reader: 'allies' })).toEqual(reads);
	expect(await accessToNotes(db, stranger, stranger.id, { reader: 'allies' })).toBeUndefined();
});

test('notes are written from an hour before the beginning on, and not when the gathering is cancelled', async ({
	db
}) => {
	const host = await somebody(db);
	const early = await aGathering(db, { hostId: host.id, startsAt: fromNow(70), endsAt: fromNow(90) });
	const soon = await aGathering(db, { hostId: host.id, startsAt: fromNow(50), endsAt: fromNow(90) });
	expect(await accessToNotes(db, host, early.id, { reader: 'public' })).toEqual(reads);
	expect(await accessToNotes(db, host, soon.id, { reader: 'public' })).toEqual(keeps);
	await db.insert(gatheringCancellations).values({ gatheringId: soon.id, reason: 'Neige' });
	expect(await accessToNotes(db, host, soon.id, { reader: 'public' })).toEqual(reads);
});

test('members of a group write the notes of its sessions, and nobody else reads them', async ({ db }) => {
	const [member, stranger] = [await somebody(db), await somebody(db)];
	const groupId = uuidv7();
	const group = {
		slug: `recits-${groupId}`,
		name: 'Récits',
		purpose: 'Raconter.',
		kind: 'learning-community',
		openness: 'open'
	} as const;
	await db.insert(groups).values({ id: groupId, ...group });
	await db.insert(memberships).values({ groupId, personId: member.id });
	const { id } = await aGathering(db, { groupId, audience: 'group' });
	expect(await accessToNotes(db, member, id, { reader: 'public' })).toEqual(writes);
	expect(await accessToNotes(db, stranger, id, { reader: 'allies' })).toBeUndefined();
});
