import { asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { charterSignatures as signatures } from './signatures.tables.ts';

const told = {
	fact: sql<'charter-signed'>`'charter-signed'`,
	reference: signatures.id,
	organisationId: signatures.organisationId,
	personId: sql<
		string | null
	>`case when ${signatures.organisationId} is null then ${signatures.personId} end`,
	detail: sql<string>`${signatures.version}::text`,
	happenedAt: signatures.signedAt,
	isShown: sql<boolean>`${signatures.organisationId} is not null or ${signatures.isNamePublic}`,
	actorId: sql<
		string | null
	>`case when ${signatures.organisationId} is not null then ${signatures.personId} end`
};

const atOnce = 2000;

/** What a signature that stands says about who signed: that they support the alliance. Nothing once it is withdrawn. */
export async function evidenceOfSignature(db: Database, id: string) {
	const [found] = await db.select(told).from(signatures).where(eq(signatures.id, id));
	return found;
}

/** What all the signatures that stand say, in pages. */
export async function* evidenceOfSignatures(db: Database) {
	let last = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		const page = await db
			.select(told)
			.from(signatures)
			.where(gt(signatures.id, last))
			.orderBy(asc(signatures.id))
			.limit(atOnce);
		if (page.length === 0) return;
		yield page;
		last = page.at(-1)!.reference;
	}
}
