import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { forgetFile } from '#platform/files/keeping.server.ts';
import type { Person } from '../people/people.server.ts';
import { profiles } from './allies.tables.ts';
import { changeProfile } from './changing.server.ts';
import { refreshAround } from './listings.server.ts';
import { ensurePersonProfile } from './profiles.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'allies.page-opened': { profileId: string };
		'allies.page-deleted': Record<string, never>;
	}
}

/** A person's own page, when they made one: its address and who sees it. */
export async function ownPage(db: Database, person: Pick<Person, 'id'>) {
	const [page] = await db
		.select({ slug: profiles.slug, audience: profiles.audience })
		.from(profiles)
		.where(eq(profiles.personId, person.id));
	return page;
}

/** Makes a person's own page, seen by allies alone until they decide, and gives its address. */
export async function openOwnPage(db: Database, person: Person): Promise<string> {
	return db.transaction(async (tx) => {
		const profileId = await ensurePersonProfile(tx, person.id);
		await refreshAround(tx, [profileId]);
		await recordEvent(tx, { name: 'allies.page-opened', actorId: person.id, details: { profileId } });
		return (await ownPage(tx, person))!.slug;
	});
}

/** Shows a person's own page to nobody, until they change their mind. */
export async function hideOwnPage(db: Database, person: Person): Promise<void> {
	const [page] = await db.select({ id: profiles.id }).from(profiles).where(eq(profiles.personId, person.id));
	if (page) await changeProfile(db, person, page.id, { audience: 'private' });
}

/** Deletes a person's own page, whole and at once; the pages of their organisations no longer name them. */
export async function deleteOwnPage(db: Database, person: Person): Promise<void> {
	await db.transaction(async (tx) => {
		if (!(await removeOwnPage(tx, person.id))) return;
		await recordEvent(tx, { name: 'allies.page-deleted', actorId: person.id, details: {} });
	});
}

/** Removes the page of a person and every trace of it on other pages; says whether there was one. */
export async function removeOwnPage(tx: Database, personId: string): Promise<boolean> {
	const [page] = await tx
		.update(profiles)
		.set({ audience: 'private' })
		.where(eq(profiles.personId, personId))
		.returning({ id: profiles.id, pictureId: profiles.pictureId });
	if (!page) return false;
	await refreshAround(tx, [page.id]);
	if (page.pictureId) await forgetFile(tx, page.pictureId);
	await tx.delete(profiles).where(eq(profiles.id, page.id));
	return true;
}
