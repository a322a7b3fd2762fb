import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import type { Person } from '../people/people.server.ts';
import type { SessionInput } from './assembly.input.ts';
import { editionDays, editions, sessionPeople, sessionResources, sessions } from './assembly.tables.ts';
import { mayPrepare, type Edition } from './editions.server.ts';

export type DraftResult =
	{ ok: true } | { ok: false; reason: 'not-found' | 'forbidden' | 'outside' | 'no-slot' };

/** Adds a session to the draft of an assembly, after those of its day. */
export async function addSession(
	db: Database,
	person: Person,
	slug: string,
	input: SessionInput
): Promise<DraftResult> {
	return drafting(db, person, slug, async (tx, edition) => {
		const refusal = await misplaced(tx, edition, input);
		if (refusal) return refusal;
		const [last] = await tx
			.select({ position: sql<number>`coalesce(max(${sessions.position}), 0)::int` })
			.from(sessions)
			.where(eq(sessions.editionId, edition.id));
		const id = uuidv7();
		const position = last!.position + 1;
		const slugOfSession = await freeSlug(tx, edition.id, input.title);
		await tx
			.insert(sessions)
			.values({ id, editionId: edition.id, slug: slugOfSession, position, ...columns(input) });
		await writeLists(tx, id, input);
		return { ok: true };
	});
}

/** Changes a session of the draft; its address stays. */
export async function changeSession(
	db: Database,
	person: Person,
	slug: string,
	id: string,
	input: SessionInput
): Promise<DraftResult> {
	return drafting(db, person, slug, async (tx, edition) => {
		const refusal = await misplaced(tx, edition, input, id);
		if (refusal) return refusal;
		const changed = await tx
			.update(sessions)
			.set(columns(input))
			.where(isIn(edition, id))
			.returning({ id: sessions.id });
		if (changed.length === 0) return { ok: false, reason: 'not-found' };
		await writeLists(tx, id, input);
		return { ok: true };
	});
}

/** Takes a session out of the draft, with the workshops that take place in it. */
export async function removeSession(
	db: Database,
	person: Person,
	slug: string,
	id: string
): Promise<DraftResult> {
	return drafting(db, person, slug, async (tx, edition) => {
		const gone = await tx.delete(sessions).where(isIn(edition, id)).returning({ id: sessions.id });
		return gone.length > 0 ? { ok: true } : { ok: false, reason: 'not-found' };
	});
}

/** Puts a session before or after its neighbour of the same day and slot. */
export async function moveSession(
	db: Database,
	person: Person,
	slug: string,
	id: string,
	way: 'up' | 'down'
): Promise<DraftResult> {
	return drafting(db, person, slug, async (tx, edition) => {
		const all = await tx
			.select({ id: sessions.id, day: sessions.day, slotId: sessions.slotId, position: sessions.position })
			.from(sessions)
			.where(eq(sessions.editionId, edition.id))
			.orderBy(asc(sessions.position));
		const one = all.find((session) => session.id === id);
		if (!one) return { ok: false, reason: 'not-found' };
		const near = all.filter(({ day, slotId }) => day === one.day && slotId === one.slotId);
		const other = near[near.indexOf(one) + (way === 'up' ? -1 : 1)];
		if (!other) return { ok: true };
		await tx.update(sessions).set({ position: other.position }).where(eq(sessions.id, one.id));
		await tx.update(sessions).set({ position: one.position }).where(eq(sessions.id, other.id));
		return { ok: true };
	});
}

/** Says what a day of the assembly is about. */
export async function nameDay(
	db: Database,
	person: Person,
	slug: string,
	input: { day: string; theme: string }
) {
	return drafting(db, person, slug, async (tx, edition): Promise<DraftResult> => {
		if (isOutside(edition, input.day)) return { ok: false, reason: 'outside' };
		await tx
			.insert(editionDays)
			.values({ editionId: edition.id, ...input })
			.onConflictDoUpdate({ target: [editionDays.editionId, editionDays.day], set: { theme: input.theme } });
		return { ok: true };
	});
}

function columns({ speakers: _, hosts: __, resources: ___, slot, ...rest }: SessionInput) {
	return { ...rest, slotId: slot };
}

function isIn(edition: Edition, id: string) {
	return and(eq(sessions.id, id), eq(sessions.editionId, edition.id));
}

/** Whether a day is not one of the assembly’s. */
export function isOutside({ startsOn, endsOn }: Edition, day: string): boolean {
	return day < startsOn || day > endsOn;
}

/** A day of another time, or a slot of another assembly, of another day, or within a slot. */
async function misplaced(tx: Database, edition: Edition, { day, slot }: SessionInput, id?: string) {
	if (isOutside(edition, day)) return { ok: false, reason: 'outside' } as const;
	if (slot === null) return undefined;
	const [found] = await tx.select().from(sessions).where(isIn(edition, slot));
	const fits = found && found.slotId === null && found.day === day && found.id !== id;
	return fits ? undefined : ({ ok: false, reason: 'no-slot' } as const);
}

async function writeLists(tx: Database, sessionId: string, { speakers, hosts, resources }: SessionInput) {
	await tx.delete(sessionPeople).where(eq(sessionPeople.sessionId, sessionId));
	await tx.delete(sessionResources).where(eq(sessionResources.sessionId, sessionId));
	const people = [...speakers, ...hosts].map((one, position) => ({ sessionId, position, ...one }));
	if (people.length > 0) await tx.insert(sessionPeople).values(people);
	const left = resources.map((one, position) => ({ sessionId, position, ...one }));
	if (left.length > 0) await tx.insert(sessionResources).values(left);
}

async function freeSlug(tx: Database, editionId: string, title: string): Promise<string> {
	const wanted = slugOf(title, 60) || 'session';
	const { rows } = await tx.execute<{ slug: string }>(sql`
		select slug from ${sessions} where edition_id = ${editionId} and starts_with(slug, ${wanted})`);
	const taken = new Set(rows.map(({ slug }) => slug));
	if (!taken.has(wanted)) return wanted;
	for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

/** Changes the draft of an assembly that nobody else changes meanwhile; facilitators do. */
export async function drafting(
	db: Database,
	person: Person,
	slug: string,
	does: (tx: Database, edition: Edition) => Promise<DraftResult>
): Promise<DraftResult> {
	if (!mayPrepare(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<DraftResult> => {
		const [edition] = await tx.select().from(editions).where(eq(editions.slug, slug)).for('update');
		return edition ? does(tx, edition) : { ok: false, reason: 'not-found' };
	});
}
