import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Locale } from '#platform/locale.ts';
import type { ProfileInput } from './people.input.ts';
import { persons } from './people.tables.ts';
import { isSharedPersona } from './personas.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'people.welcomed': Record<string, never>;
		'people.renamed': Record<string, never>;
	}
}

/** Someone who is signed in, as every function of a module receives its actor. */
export type Person = {
	id: string;
	name: string;
	email: string;
	locale: Locale;
	isAdministrator: boolean;
	isFacilitator: boolean;
	/** False until the person has told their name and language after the first sign-in. */
	isWelcomed: boolean;
};

export type ProfileResult = { ok: true } | { ok: false; reason: 'shared-persona' };

/** Records the name and language that a person tells after their first sign-in, once; later, {@link changeProfile} does. */
export async function welcomePerson(db: Database, person: Person, input: ProfileInput): Promise<void> {
	await db.transaction(async (tx) => {
		const welcomed = await tx
			.update(persons)
			.set({ ...input, welcomedAt: sql`now()`, updatedAt: sql`now()` })
			.where(and(eq(persons.id, person.id), isNull(persons.welcomedAt)))
			.returning({ id: persons.id });
		if (welcomed.length > 0)
			await recordEvent(tx, { name: 'people.welcomed', actorId: person.id, details: {} });
	});
}

/** Changes a person's own name and language. The characters of a demonstration, which many visitors share, keep theirs. */
export async function changeProfile(
	db: Database,
	person: Person,
	input: ProfileInput
): Promise<ProfileResult> {
	return db.transaction(async (tx) => {
		const [changed] = await tx
			.select({ name: persons.name, isInvented: persons.isInvented })
			.from(persons)
			.where(eq(persons.id, person.id))
			.for('update');
		const isRenamed = changed?.name !== input.name;
		if (changed?.isInvented && isRenamed && isSharedPersona(person.email))
			return { ok: false, reason: 'shared-persona' };

		await tx
			.update(persons)
			.set({ ...input, updatedAt: sql`now()` })
			.where(eq(persons.id, person.id));
		if (isRenamed) await recordEvent(tx, { name: 'people.renamed', actorId: person.id, details: {} });
		return { ok: true };
	});
}
