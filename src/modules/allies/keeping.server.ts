import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { allyKeepers, profiles } from './allies.tables.ts';
import type { EndKeepingInput } from './claims.input.ts';
import { openClaimsOf } from './claims-waiting.server.ts';
import { mayEdit } from './editing.server.ts';
import { findPage } from './page.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'allies.keeping-ended': { profileId: string; personId: string };
	}
}

export type EndKeepingResult =
	{ ok: true } | { ok: false; reason: 'forbidden' | 'not-keeper' | 'last-keeper' };

/**
 * Who keeps the page of an organisation, since when and who admitted them, and who asks to; for those who may write it.
 * Nothing for others, nor for the page of a person, who alone keeps it.
 */
export async function keepersOf(db: Database, actor: Person, slug: string) {
	const found = await findPage(db, slug);
	if (!found || !(await mayEdit(db, actor, found.profileId))) return undefined;
	const [page] = await db
		.select({ id: profiles.id, slug: profiles.slug, name: organisations.name })
		.from(profiles)
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(profiles.id, found.profileId));
	if (!page) return undefined;
	const keepers = await db
		.select({
			personId: persons.id,
			name: persons.name,
			since: allyKeepers.since,
			admittedBy: sql<string | null>`(select h.name from persons h where h.id = ${allyKeepers.admittedBy})`
		})
		.from(allyKeepers)
		.innerJoin(persons, eq(persons.id, allyKeepers.personId))
		.where(eq(allyKeepers.profileId, page.id))
		.orderBy(asc(allyKeepers.since), asc(persons.id));
	const claims = await openClaimsOf(db, [page.id]);
	return { page, keepers, claims, mayRemove: actor.isFacilitator || actor.isAdministrator };
}

/**
 * Ends somebody's keeping of a page: one's own, or, for facilitators and administrators, another's. The last keeper goes
 * only when this is said to be meant: the page can then be claimed again.
 */
export async function endKeeping(
	db: Database,
	actor: Person,
	profileId: string,
	{ personId, isSure }: EndKeepingInput
): Promise<EndKeepingResult> {
	const isAllowed = personId === actor.id || actor.isFacilitator || actor.isAdministrator;
	if (!isAllowed) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		// Two who leave at once: the second knows that it is the last.
		await tx.select({ id: profiles.id }).from(profiles).where(eq(profiles.id, profileId)).for('update');
		const keepers = await tx
			.select({ personId: allyKeepers.personId })
			.from(allyKeepers)
			.where(eq(allyKeepers.profileId, profileId));
		if (!keepers.some((keeper) => keeper.personId === personId)) return { ok: false, reason: 'not-keeper' };
		if (keepers.length === 1 && !isSure) return { ok: false, reason: 'last-keeper' };
		await tx
			.delete(allyKeepers)
			.where(and(eq(allyKeepers.profileId, profileId), eq(allyKeepers.personId, personId)));
		const details = { profileId, personId };
		await recordEvent(tx, { name: 'allies.keeping-ended', actorId: actor.id, details });
		return { ok: true };
	});
}
