import { inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { audienceOf } from '../allies/audience.server.ts';
import { readers, type Reader } from '../allies/audiences.ts';
import { personsListed } from '../allies/persons-listed.server.ts';
import { persons } from '../people/people.tables.ts';
import { sharedBetween, type Shared, type Shown } from './pairing-facts.ts';

type Two = {
	veteran: { id: string; languages: string[] };
	newcomer: { id: string; languages: string[] };
};

/**
 * What veterans and newcomers share, from what each may see of the page of the other and nothing else. A role of somebody in the
 * alliance opens nothing here: one is compared as a peer.
 */
export async function sharedAmong(db: Database, personIds: string[]): Promise<(two: Two) => Shared> {
	const ids = [...new Set(personIds)];
	const found =
		ids.length === 0
			? []
			: await db
					.select({ id: persons.id, name: persons.name, email: persons.email, locale: persons.locale })
					.from(persons)
					.where(inArray(persons.id, ids));
	const readsAs = new Map<string, Reader>();
	for (const { id, name, email, locale } of found) {
		const peer = { isAdministrator: false, isFacilitator: false, isWelcomed: true };
		readsAs.set(id, await audienceOf(db, { id, name, email: email ?? '', locale, ...peer }));
	}
	const listed = new Map<Reader, Map<string, Shown>>();
	for (const reader of readers) listed.set(reader, await personsListed(db, reader, ids));
	const seenBy = (of: string, by: string) => listed.get(readsAs.get(by) ?? 'public')!.get(of);
	return ({ veteran, newcomer }) =>
		sharedBetween(
			{ shown: seenBy(veteran.id, newcomer.id), languages: veteran.languages },
			{ shown: seenBy(newcomer.id, veteran.id), languages: newcomer.languages }
		);
}
