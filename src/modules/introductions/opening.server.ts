import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { organisationsKept } from '../allies/subjects.server.ts';
import { audienceOf } from '../allies/audience.server.ts';
import type { Person } from '../people/people.server.ts';
import { chosenSkills } from '../skills/choosing.server.ts';
import { holdTurn } from './limits.server.ts';
import type { NeedInput } from './needs.input.ts';
import { isOpen } from './needs.server.ts';
import { needs, needSkills, proposals } from './needs.tables.ts';
import { placeWritten, type PlaceColumns, type UnclearPlace } from '../territories/place-written.server.ts';
import { shortListOf } from './shortlist.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'introductions.need-opened': { needId: string };
		'introductions.need-closed': { needId: string };
	}
}

export const mostOpenNeeds = 10;

export type OpeningResult =
	| { ok: true; id: string }
	| { ok: false; reason: 'not-kept' | 'too-many' }
	| { ok: false; reason: 'unknown-skill'; error: string }
	| UnclearPlace;

/**
 * Opens a need, in one's own name or for an organisation whose page one keeps; ten at a time at most. Who is on its short
 * list that day counts as proposed from the next day on, so that the same few are not always proposed.
 */
export async function openNeed(db: Database, person: Person, input: NeedInput): Promise<OpeningResult> {
	return db.transaction(async (tx): Promise<OpeningResult> => {
		await holdTurn(tx, [person.id]);
		const chosen = await chosenSkills(tx, input.skills, input['skills-words']);
		if (!chosen.ok) return { ok: false, reason: 'unknown-skill', error: chosen.error };
		const place = await placeWritten(tx, input);
		if (!place.ok) return place;
		const kept = await organisationsKept(tx, person);
		const organisationId = input.inNameOf === 'me' ? null : input.inNameOf;
		if (organisationId !== null && !kept.some(({ id }) => id === organisationId))
			return { ok: false, reason: 'not-kept' };
		if ((await openNeedsOf(tx, person)) >= mostOpenNeeds) return { ok: false, reason: 'too-many' };

		const id = await insertNeed(tx, person, organisationId, chosen.ids, input, place.columns);
		await recordEvent(tx, { name: 'introductions.need-opened', actorId: person.id, details: { needId: id } });
		const list = await shortListOf(tx, await audienceOf(tx, person), id);
		const proposed = list.map(({ subject }) => ({ needId: id, ...subject }));
		if (proposed.length > 0) await tx.insert(proposals).values(proposed);
		return { ok: true, id };
	});
}

async function insertNeed(
	tx: Database,
	person: Person,
	organisationId: string | null,
	skillIds: string[],
	{ sentence, until, isPublic }: NeedInput,
	place: PlaceColumns
): Promise<string> {
	const id = uuidv7();
	const audience = isPublic ? 'public' : 'allies';
	await tx
		.insert(needs)
		.values({ id, personId: person.id, organisationId, sentence, until, audience, ...place });
	await tx.insert(needSkills).values(skillIds.map((skillId) => ({ needId: id, skillId })));
	return id;
}

async function openNeedsOf(tx: Database, person: Person): Promise<number> {
	return tx.$count(needs, and(eq(needs.personId, person.id), isOpen));
}

/** Closes a need that one opened, or that of an organisation whose page one keeps. Says false for any other. */
export async function closeNeed(db: Database, person: Person, needId: string): Promise<boolean> {
	return db.transaction(async (tx) => {
		const kept = (await organisationsKept(tx, person)).map(({ id }) => id);
		const isMine = sql`(${needs.personId} = ${person.id} or ${inArray(needs.organisationId, kept)})`;
		const [closed] = await tx
			.update(needs)
			.set({ closedAt: sql`now()`, closedBy: person.id })
			.where(and(eq(needs.id, needId), isMine, isNull(needs.closedAt)))
			.returning({ id: needs.id });
		if (closed)
			await recordEvent(tx, { name: 'introductions.need-closed', actorId: person.id, details: { needId } });
		return closed !== undefined;
	});
}
