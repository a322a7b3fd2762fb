import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Fact } from '../allies/circles.ts';
import type { Evidence } from '../allies/evidence.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import type { GatheringKind } from './gathering-kinds.ts';
import type { PresencesTold } from './presence-changes.server.ts';
import { attendances } from './registrations.tables.ts';

/** What being at a gathering says of who was there. Other gatherings place nobody in a circle. */
const factOfKind: Partial<Record<GatheringKind, Fact>> = {
	'initiation-online': 'initiation-attended',
	'initiation-in-person': 'initiation-attended',
	community: 'contribution-made',
	'working-group': 'contribution-made'
};
const placingKinds = Object.keys(factOfKind) as GatheringKind[];

/** The facts that presences tell. */
export const factsOfPresences: Fact[] = ['initiation-attended', 'contribution-made'];

/** What the fact about an organisation is known by: one for each gathering, however many came for it. */
export function referenceOf(gatheringId: string, organisationId: string): string {
	return `${gatheringId}:${organisationId}`;
}

const rowsAsked = {
	id: attendances.id,
	personId: attendances.personId,
	organisationId: attendances.organisationId,
	gatheringId: gatherings.id,
	kind: gatherings.kind,
	title: gatherings.title,
	audience: gatherings.audience,
	startsAt: gatherings.startsAt
};

/** What those who were at these gatherings are placed by: each person, and each organisation for which somebody came. */
export async function evidenceOfGatherings(db: Database, ids: string[]): Promise<Evidence[]> {
	const rows = await db
		.select(rowsAsked)
		.from(attendances)
		.innerJoin(gatherings, eq(gatherings.id, attendances.gatheringId))
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(
			and(
				inArray(gatherings.id, ids),
				inArray(gatherings.kind, placingKinds),
				isNull(gatheringCancellations.gatheringId)
			)
		)
		.orderBy(asc(attendances.id));
	const told = new Map<string, Evidence>();
	for (const { id, personId, organisationId, gatheringId, kind, title, audience, startsAt } of rows) {
		const common = {
			fact: factOfKind[kind]!,
			// The pages of allies are public: what only allies may see of a gathering is not named there.
			detail: audience === 'public' ? title : null,
			happenedAt: startsAt,
			isShown: true,
			actorId: null
		};
		if (personId) told.set(id, { ...common, reference: id, personId, organisationId: null });
		if (!organisationId) continue;
		const reference = referenceOf(gatheringId, organisationId);
		told.set(reference, { ...common, reference, organisationId, personId: null });
	}
	return [...told.values()];
}

const atOnce = 100;

/** What all presences say, gathering after gathering. */
export async function* evidenceOfPresences(db: Database) {
	let last = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		const page = await db
			.select({ id: gatherings.id })
			.from(gatherings)
			.where(and(gt(gatherings.id, last), inArray(gatherings.kind, placingKinds)))
			.orderBy(asc(gatherings.id))
			.limit(atOnce);
		if (page.length === 0) return;
		yield await evidenceOfGatherings(
			db,
			page.map(({ id }) => id)
		);
		last = page.at(-1)!.id;
	}
}

/** Everybody whom a change of the gathering itself concerns: all who were there. */
export async function presencesOf(db: Database, gatheringId: string): Promise<PresencesTold> {
	const rows = await db
		.select({ id: attendances.id, organisationId: attendances.organisationId })
		.from(attendances)
		.where(eq(attendances.gatheringId, gatheringId));
	const organisationIds = rows.map(({ organisationId }) => organisationId).filter((id) => id !== null);
	return {
		gatheringId,
		attendanceIds: rows.map(({ id }) => id),
		organisationIds: [...new Set(organisationIds)]
	};
}

/** Holds a gathering until the end of the transaction: what is told of it is told in one order. */
export async function holdToTell(tx: Database, gatheringId: string): Promise<void> {
	await tx.execute(sql`select 1 from ${gatherings} where id = ${gatheringId} for update`);
}
