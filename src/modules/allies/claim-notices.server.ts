import { eq, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { m } from '#words/messages.js';
import type { NoticeFamily, NoticeKindName, NoticeKinds } from '../notifications/notice-kinds.ts';
import { notify } from '../notifications/notifying.server.ts';
import { organisations } from '../people/people.tables.ts';
import { allyKeepers, profiles } from './allies.tables.ts';
import { allyClaims } from './claims.tables.ts';

type OfClaim = { claimId: string; organisation: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'allies.claim-asked': OfClaim;
		'allies.claim-accepted': OfClaim;
		'allies.claim-refused': OfClaim;
	}
}

/** Under what one chooses to be told of the pages that one keeps. */
export const allyFamily: NoticeFamily = {
	name: 'pages',
	title: () => m.claims_notices(),
	about: () => m.claims_notices_about()
};

const byLetter = { family: 'pages', mail: 'by-letter' } as const;

/** What people are told of claims, each with a letter of its own. */
export const allyNotices: NoticeKinds<Extract<NoticeKindName, `allies.${string}`>> = {
	'allies.claim-asked': {
		...byLetter,
		title: ({ organisation }) => m.claims_notice_asked({ organisation }),
		stillSees: stillKeeps
	},
	'allies.claim-accepted': {
		...byLetter,
		title: ({ organisation }) => m.claims_notice_accepted({ organisation }),
		stillSees: isClaimant
	},
	'allies.claim-refused': {
		...byLetter,
		title: ({ organisation }) => m.claims_notice_refused({ organisation }),
		stillSees: isClaimant
	}
};

/** Whether each person still keeps the page that somebody asked to keep with them. */
async function stillKeeps(db: Database, personIds: string[], details: OfClaim[]): Promise<boolean[]> {
	const keepers = await db
		.select({ claimId: allyClaims.id, personId: allyKeepers.personId })
		.from(allyClaims)
		.innerJoin(allyKeepers, eq(allyKeepers.profileId, allyClaims.profileId))
		.where(
			inArray(
				allyClaims.id,
				details.map(({ claimId }) => claimId)
			)
		);
	return areAmong(keepers, personIds, details);
}

async function isClaimant(db: Database, personIds: string[], details: OfClaim[]): Promise<boolean[]> {
	const claimants = await db
		.select({ claimId: allyClaims.id, personId: allyClaims.personId })
		.from(allyClaims)
		.where(
			inArray(
				allyClaims.id,
				details.map(({ claimId }) => claimId)
			)
		);
	return areAmong(claimants, personIds, details);
}

type Concerned = { claimId: string; personId: string };

function areAmong(concerned: Concerned[], personIds: string[], details: OfClaim[]): boolean[] {
	return details.map(({ claimId }, index) =>
		concerned.some((one) => one.claimId === claimId && one.personId === personIds[index])
	);
}

/** Tells those who keep a page, on that of their notifications, that somebody asks to keep it with them. */
export async function noticeClaim(tx: Database, event: HappenedEvent<'allies.claimed'>): Promise<void> {
	const claim = await claimWith(tx, event.details.claimId);
	if (!claim || claim.outcome !== null) return;
	const keepers = await tx
		.select({ personId: allyKeepers.personId })
		.from(allyKeepers)
		.where(eq(allyKeepers.profileId, claim.profileId))
		.limit(50);
	await notify(tx, {
		kind: 'allies.claim-asked',
		to: keepers.map(({ personId }) => personId),
		by: event.actorId,
		about: `allies.claim:${claim.id}`,
		path: `/gestion/revendications/${claim.id}`,
		details: { claimId: claim.id, organisation: claim.organisation }
	});
}

/** Tells who asked to keep a page what was decided. */
export async function noticeClaimDecided(
	tx: Database,
	event: HappenedEvent<'allies.claim-decided'>
): Promise<void> {
	const claim = await claimWith(tx, event.details.claimId);
	if (!claim || claim.reason === null) return;
	const isAccepted = claim.outcome === 'accepted';
	await notify(tx, {
		kind: isAccepted ? 'allies.claim-accepted' : 'allies.claim-refused',
		to: [claim.personId],
		by: event.actorId,
		about: `allies.claim-decided:${claim.id}`,
		path: isAccepted ? `/allies/${claim.slug}/modifier` : `/allies/${claim.slug}`,
		details: { claimId: claim.id, organisation: claim.organisation }
	});
}

async function claimWith(tx: Database, claimId: string) {
	const [claim] = await tx
		.select({
			...{ id: allyClaims.id, profileId: allyClaims.profileId, personId: allyClaims.personId },
			...{ outcome: allyClaims.outcome, reason: allyClaims.reason },
			...{ slug: profiles.slug, organisation: organisations.name }
		})
		.from(allyClaims)
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(allyClaims.id, claimId));
	return claim;
}
