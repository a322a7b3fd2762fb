import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { groupInvitations, membershipRequests } from './communities.tables.ts';

/** What communities hold about a person: the groups that they are in, and those into which they asked to come. */
export const communitiesData: PersonalData = {
	module: 'communities',
	tables: ['groups', 'memberships', 'membership_requests', 'group_invitations'],
	export: async (db, person) => [await membershipsHeld(db, person), await requestsHeld(db, person)],
	erase,
	stays: () => [m.communities_documents_stay()]
};

/** Groups stay without who opened them. */
async function erase(tx: Database, { id, email }: Person): Promise<void> {
	await tx.delete(memberships).where(eq(memberships.personId, id));
	await tx.delete(membershipRequests).where(eq(membershipRequests.personId, id));
	await tx.update(membershipRequests).set({ decidedBy: null }).where(eq(membershipRequests.decidedBy, id));
	await tx.delete(groupInvitations).where(eq(groupInvitations.email, email));
	await tx.update(groupInvitations).set({ invitedBy: null }).where(eq(groupInvitations.invitedBy, id));
	await tx.update(groups).set({ openedBy: null }).where(eq(groups.openedBy, id));
}

async function membershipsHeld(db: Database, { id }: Person): Promise<HeldData> {
	return {
		key: 'communities.memberships',
		title: m.communities_mine(),
		labels: { group: m.communities_field_name(), since: m.communities_held_since() },
		rows: await db
			.select({ group: groups.name, since: memberships.since })
			.from(memberships)
			.innerJoin(groups, eq(groups.id, memberships.groupId))
			.where(eq(memberships.personId, id))
	};
}

async function requestsHeld(db: Database, { id }: Person): Promise<HeldData> {
	return {
		key: 'communities.requests',
		title: m.communities_requests(),
		labels: {
			group: m.communities_field_name(),
			message: m.communities_field_message(),
			askedAt: m.communities_held_asked()
		},
		rows: await db
			.select({
				group: groups.name,
				message: membershipRequests.message,
				askedAt: membershipRequests.askedAt
			})
			.from(membershipRequests)
			.innerJoin(groups, eq(groups.id, membershipRequests.groupId))
			.where(eq(membershipRequests.personId, id))
	};
}
