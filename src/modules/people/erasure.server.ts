import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from './people.server.ts';
import { persons } from './people.tables.ts';
import type { HeldData, PersonalData } from './personal-data.ts';
import { isSharedPersona } from './personas.ts';
import { isLastAdministrator } from './roles.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'people.person-erased': Record<string, never>;
	}
}

export type ErasureResult = { ok: true } | { ok: false; reason: 'last-administrator' | 'shared-persona' };

/** Everything that all the modules hold about a person, to read and to take away. */
export async function heldAbout(db: Database, person: Person, holders: PersonalData[]): Promise<HeldData[]> {
	const held = [];
	for (const holder of holders) held.push(...(await holder.export(db, person)));
	return held;
}

/**
 * Erases a person from every module, whole or not at all. What others or the law need stays without them. The last
 * administrator names another one first; the characters of a demonstration, which visitors share, stay.
 */
export async function erasePerson(
	db: Database,
	person: Person,
	holders: PersonalData[]
): Promise<ErasureResult> {
	return db.transaction(async (tx) => {
		const [erased] = await tx
			.select({ isInvented: persons.isInvented })
			.from(persons)
			.where(eq(persons.id, person.id))
			.for('update');
		if (!erased) return { ok: true };
		if (erased.isInvented && isSharedPersona(person.email)) return { ok: false, reason: 'shared-persona' };
		if (await isLastAdministrator(tx, person.id)) return { ok: false, reason: 'last-administrator' };

		for (const holder of holders) await holder.erase(tx, person);
		await tx.delete(persons).where(eq(persons.id, person.id));
		await recordEvent(tx, { name: 'people.person-erased', actorId: null, details: {} });
		return { ok: true };
	});
}
