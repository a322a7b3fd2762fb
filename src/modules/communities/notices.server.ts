import { and, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { m } from '#words/messages.js';
import type { NoticeFamily, NoticeKinds } from '../notifications/notice-kinds.ts';
import { notify } from '../notifications/notifying.server.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import { membershipRequests } from './communities.tables.ts';
import { areMembers } from './visible.server.ts';

type OfGroup = { groupId: string; group: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'communities.asked': OfGroup;
		'communities.welcomed': OfGroup;
		'communities.declined': OfGroup;
	}
}

/** Under what one chooses to be told of who comes into groups. */
export const communitiesFamily: NoticeFamily = {
	name: 'communities',
	title: () => m.communities_notices(),
	about: () => m.communities_notices_about()
};

const soon = { family: 'communities', mail: 'at-once' } as const;

async function stillSees(db: Database, personIds: string[], details: OfGroup[]): Promise<boolean[]> {
	return areMembers(
		db,
		personIds,
		details.map(({ groupId }) => groupId)
	);
}

/** What keepers are told of who asks to come in, and what those are answered. */
export const communitiesNotices: NoticeKinds<
	'communities.asked' | 'communities.welcomed' | 'communities.declined'
> = {
	'communities.asked': { ...soon, title: ({ group }) => m.communities_notice_asked({ group }), stillSees },
	'communities.welcomed': {
		...soon,
		title: ({ group }) => m.communities_notice_welcomed({ group }),
		stillSees
	},
	// Who asked knew of the group: that it declined tells nothing more of it.
	'communities.declined': {
		...soon,
		title: ({ group }) => m.communities_notice_declined({ group }),
		stillSees: async (_db, personIds) => personIds.map(() => true)
	}
};

/** Tells those who run a group that somebody asks to come in. */
export async function noticeRequest(tx: Database, event: HappenedEvent<'communities.asked'>): Promise<void> {
	const request = await requestWith(tx, event.details.requestId);
	if (!request || request.outcome !== null) return;
	const { groupId, slug, group } = request;
	const keepers = await tx
		.select({ personId: memberships.personId })
		.from(memberships)
		.where(and(eq(memberships.groupId, groupId), eq(memberships.role, 'keeper')));
	await notify(tx, {
		kind: 'communities.asked',
		to: keepers.map(({ personId }) => personId),
		by: event.actorId,
		about: `communities.request:${event.details.requestId}`,
		path: `/communautes/${slug}/membres`,
		details: { groupId, group }
	});
}

/** Tells who asked to come into a group what its keepers answered. */
export async function noticeAnswer(tx: Database, event: HappenedEvent<'communities.decided'>): Promise<void> {
	const request = await requestWith(tx, event.details.requestId);
	if (!request) return;
	const { groupId, slug, group, personId, outcome } = request;
	await notify(tx, {
		kind: outcome === 'accepted' ? 'communities.welcomed' : 'communities.declined',
		to: [personId],
		by: event.actorId,
		about: `communities.answer:${event.details.requestId}`,
		path: `/communautes/${slug}`,
		details: { groupId, group }
	});
}

async function requestWith(tx: Database, id: string) {
	const [request] = await tx
		.select({
			...{ groupId: groups.id, slug: groups.slug, group: groups.name },
			...{ personId: membershipRequests.personId, outcome: membershipRequests.outcome }
		})
		.from(membershipRequests)
		.innerJoin(groups, eq(groups.id, membershipRequests.groupId))
		.where(eq(membershipRequests.id, id));
	return request;
}
