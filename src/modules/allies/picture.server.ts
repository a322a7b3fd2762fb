import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { forgetFile, keepFile, type FileRefusal } from '#platform/files/keeping.server.ts';
import type { FileAccess, FileRoom } from '#platform/files/reading.server.ts';
import type { FileStorage } from '#platform/files/storage.server.ts';
import type { Person } from '../people/people.server.ts';
import { profiles } from './allies.tables.ts';
import { audienceOf } from './audience.server.ts';
import { nextMoment } from './changing.server.ts';
import { mayEdit } from './editing.server.ts';
import { holdAround, refreshAround } from './listings.server.ts';
import { listings } from './listings.tables.ts';
import { findPage } from './page.server.ts';
import { pictureUse } from './picture-use.ts';

export type PictureResult = { ok: true; slug: string } | { ok: false; reason: FileRefusal | 'forbidden' };

/** Puts a picture or a logo on a page in place of the former one, or with no upload takes it away; as who writes the page. */
export async function changePicture(
	db: Database,
	storage: FileStorage,
	actor: Person,
	{ slug, upload }: { slug: string; upload: File | null }
): Promise<PictureResult> {
	return db.transaction(async (tx) => {
		const found = await findPage(tx, slug);
		if (!found || !(await mayEdit(tx, actor, found.profileId))) return { ok: false, reason: 'forbidden' };
		const { profileId } = found;
		const use = { ...pictureUse, room: 'allies', subject: `profile:${profileId}` };
		const kept = upload && (await keepFile(tx, storage, actor.id, upload, use));
		if (kept && !kept.ok) return kept;

		await holdAround(tx, [profileId]);
		const [former] = await tx
			.select({ pictureId: profiles.pictureId })
			.from(profiles)
			.where(eq(profiles.id, profileId));
		await tx
			.update(profiles)
			.set({ pictureId: kept?.id ?? null, updatedAt: nextMoment, updatedBy: actor.id })
			.where(eq(profiles.id, profileId));
		if (former?.pictureId) await forgetFile(tx, former.pictureId);
		await refreshAround(tx, [profileId]);
		await recordEvent(tx, { name: 'allies.page-changed', actorId: actor.id, details: { profileId } });
		return { ok: true, slug: found.slug };
	});
}

/** Who reads the picture of a page: those to whom the page shows it, and who writes the page. */
export const pagePictures: FileRoom<Person> = {
	async access(db, viewer, subject): Promise<FileAccess> {
		const profileId = profileOf(subject);
		if (!profileId) return 'no';
		const shownTo = await db
			.select({ isForPublic: listings.isForPublic })
			.from(listings)
			.where(and(eq(listings.profileId, profileId), isNotNull(listings.pictureId)));
		if (shownTo.some(({ isForPublic }) => isForPublic)) return 'public';
		if (shownTo.length > 0 && (await audienceOf(db, viewer)) === 'allies') return 'private';
		return (await mayEdit(db, viewer, profileId)) ? 'private' : 'no';
	},
	async outlivesSender(db, subject) {
		const profileId = profileOf(subject);
		if (!profileId) return false;
		const [page] = await db
			.select({ organisationId: profiles.organisationId })
			.from(profiles)
			.where(eq(profiles.id, profileId));
		return page?.organisationId != null;
	}
};

function profileOf(subject: string): string | undefined {
	return /^profile:([0-9a-f-]{36})$/.exec(subject)?.[1];
}
