import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { slugOf } from '#platform/slug.ts';
import type { Person } from '../people/people.server.ts';
import { chosenSkills } from '../skills/choosing.server.ts';
import type { CallInput } from './calls.input.ts';
import { callApplications, callCriteria, calls, callSkills } from './calls.tables.ts';
import { mayFacilitate } from './facilitating.server.ts';
import { placeWritten, type UnclearPlace } from '../territories/place-written.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'introductions.call-opened': { callId: string };
		'introductions.call-changed': { callId: string };
	}
}

export type CallResult =
	| { ok: true; slug: string }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'somebody-applied' }
	| { ok: false; reason: 'unknown-skill'; error: string }
	| UnclearPlace;

type Written = Extract<CallResult, { ok: false }> | { ok: true; columns: Columns; skillIds: string[] };
type Columns = Awaited<ReturnType<typeof columnsOf>>;

/** Publishes a call, with its criteria and their weights. Facilitators do. */
export async function openCall(db: Database, person: Person, input: CallInput): Promise<CallResult> {
	if (!mayFacilitate(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<CallResult> => {
		const written = await readCall(tx, input);
		if (!written.ok) return written;
		const id = uuidv7();
		const slug = await freeSlug(tx, input.title);
		await tx.insert(calls).values({ id, slug, openedBy: person.id, ...written.columns });
		await writeParts(tx, id, written.skillIds, input);
		const details = { callId: id };
		await recordEvent(tx, { name: 'introductions.call-opened', actorId: person.id, details });
		return { ok: true, slug };
	});
}

/** Changes a call to which nobody has applied. From the first application on, nothing of it changes. */
export async function changeCall(
	db: Database,
	person: Person,
	slug: string,
	input: CallInput
): Promise<CallResult> {
	if (!mayFacilitate(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<CallResult> => {
		const [call] = await tx.select({ id: calls.id }).from(calls).where(eq(calls.slug, slug)).for('update');
		if (!call) return { ok: false, reason: 'not-found' };
		if ((await tx.$count(callApplications, eq(callApplications.callId, call.id))) > 0)
			return { ok: false, reason: 'somebody-applied' };
		const written = await readCall(tx, input);
		if (!written.ok) return written;
		await tx.update(calls).set(written.columns).where(eq(calls.id, call.id));
		await tx.delete(callSkills).where(eq(callSkills.callId, call.id));
		await tx.delete(callCriteria).where(eq(callCriteria.callId, call.id));
		await writeParts(tx, call.id, written.skillIds, input);
		const details = { callId: call.id };
		await recordEvent(tx, { name: 'introductions.call-changed', actorId: person.id, details });
		return { ok: true, slug };
	});
}

async function readCall(tx: Database, input: CallInput): Promise<Written> {
	const chosen = await chosenSkills(tx, input.skills, input['skills-words']);
	if (!chosen.ok) return { ok: false, reason: 'unknown-skill', error: chosen.error };
	const place = await placeWritten(tx, input);
	if (!place.ok) return place;
	return { ok: true, columns: columnsOf(input, place.columns), skillIds: chosen.ids };
}

function columnsOf<Place>({ title, text, wanted, way, deadline }: CallInput, place: Place) {
	return { title, text, wanted, way, deadline, ...place };
}

async function writeParts(
	tx: Database,
	callId: string,
	skillIds: string[],
	{ criteria }: CallInput
): Promise<void> {
	if (skillIds.length > 0)
		await tx.insert(callSkills).values(skillIds.map((skillId) => ({ callId, skillId })));
	await tx
		.insert(callCriteria)
		.values(criteria.map((criterion, index) => ({ callId, number: index + 1, ...criterion })));
}

/** The address that a title gives, with a number when it is taken. One call at a time is given its address. */
async function freeSlug(tx: Database, title: string): Promise<string> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('addresses of calls', 0))`);
	const base = slugOf(title) || 'appel';
	const { rows } = await tx.execute<{ slug: string }>(
		sql`select slug from ally_calls where slug = ${base} or slug like ${`${base}-%`}`
	);
	const taken = new Set(rows.map(({ slug }) => slug));
	let slug = base;
	for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
	return slug;
}
