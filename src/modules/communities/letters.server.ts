import { eq, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { href } from '#platform/locale.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { groupInvitations } from './communities.tables.ts';

/** Writes to the addresses that a keeper invites: what the group is for, and where to come in. */
export function tellInvited(origin: string) {
	return async (tx: Database, event: HappenedEvent<'communities.invited'>): Promise<void> => {
		const { groupId, invitationIds } = event.details;
		const [group] = await tx.select().from(groups).where(eq(groups.id, groupId));
		if (!group || group.closedAt) return;
		const [keeper] = event.actorId
			? await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, event.actorId))
			: [];
		const invited = await tx
			.select({ email: groupInvitations.email, locale: persons.locale })
			.from(groupInvitations)
			.leftJoin(persons, eq(persons.email, groupInvitations.email))
			.where(inArray(groupInvitations.id, invitationIds));
		const { name: alliance } = await allianceIn(tx, 'fr');
		for (const { email, locale } of invited)
			await speaking(locale ?? 'fr', async () =>
				queueMail(tx, email, {
					subject: m.communities_letter_invited_subject({ group: group.name }),
					paragraphs: [
						m.communities_letter_invited({ name: keeper?.name ?? '', group: group.name }),
						group.purpose,
						m.communities_letter_invited_how({ email })
					],
					action: { label: m.communities_letter_see(), url: origin + href(`/communautes/${group.slug}`) },
					footer: m.communities_letter_footer({ alliance })
				})
			);
	};
}
