import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { profiles } from './allies.tables.ts';
import { circleOf, type Fact } from './circles.ts';
import { allyEvidence } from './facts.tables.ts';
import { refreshListings } from './listings.server.ts';
import { ensureProfiles } from './profiles.server.ts';

/** A fact that another room tells of an organisation or of a person: one of the two. */
export type Evidence = {
	fact: Fact;
	/** What the fact is known by in that room. */
	reference: string;
	organisationId: string | null;
	personId: string | null;
	/** What the sentence about the fact names: the version of a charter, the title of an initiation. */
	detail: string | null;
	happenedAt: Date;
	/** False when the person keeps the fact to themselves: it counts for them and is shown to nobody. */
	isShown: boolean;
	/** Who acted for the organisation. */
	actorId: string | null;
};

type Subject = Pick<Evidence, 'organisationId' | 'personId'>;

/** A room that tells facts: all of them, in pages; the same rows whether asked at once or heard one event at a time. */
export type EvidenceProvider = { facts: Fact[]; all(db: Database): AsyncIterable<Evidence[]> };

/** Puts right what is known of one fact: there, changed, or no longer there (`now` undefined). Told twice, it is there once. */
export async function tellFact(
	tx: Database,
	fact: Fact,
	reference: string,
	now: Evidence | undefined
): Promise<void> {
	await tellFacts(tx, [{ fact, reference }], now ? [now] : []);
}

/** Puts right what is known of several facts at once: those of `now` are there, the others no longer. */
export async function tellFacts(
	tx: Database,
	told: Pick<Evidence, 'fact' | 'reference'>[],
	now: Evidence[]
): Promise<void> {
	const these = sql`(select fact, reference from json_to_recordset(${JSON.stringify(told)}) as t (fact text, reference text))`;
	const gone = await tx
		.delete(allyEvidence)
		.where(sql`(${allyEvidence.fact}, ${allyEvidence.reference}) in ${these}`)
		.returning(subject);
	await fileEvidence(tx, now);
	await refreshSubjects(tx, [...gone, ...now]);
}

/** Computes all the circles again from what the rooms know now; the result is that of the events one by one. */
export async function recomputeCircles(db: Database, providers: EvidenceProvider[]): Promise<void> {
	await db.transaction(async (tx) => {
		const concerned: Subject[] = await tx.delete(allyEvidence).returning(subject);
		for (const provider of providers)
			for await (const page of provider.all(tx)) {
				await fileEvidence(tx, page);
				concerned.push(...page);
			}
		await refreshSubjects(tx, concerned);
	});
}

const subject = { organisationId: allyEvidence.organisationId, personId: allyEvidence.personId };

/** Files facts that are not known yet; pages show them once they are refreshed. */
export async function fileEvidence(tx: Database, evidence: Evidence[]): Promise<void> {
	if (evidence.length === 0) return;
	const rows = evidence.map((known) => ({ ...known, id: uuidv7(), circle: circleOf(known.fact) }));
	// One parameter, however many there are: thousands of them take longer to bind than to write.
	await tx.execute(sql`
		insert into ${allyEvidence} (id, organisation_id, person_id, circle, fact, reference, detail, happened_at, is_shown, actor_id)
		select id, "organisationId", "personId", circle, fact, reference, detail, "happenedAt", "isShown", "actorId"
		from json_to_recordset(${JSON.stringify(rows)}) as e (id uuid, "organisationId" uuid, "personId" uuid, circle text,
			fact text, reference text, detail text, "happenedAt" timestamptz, "isShown" boolean, "actorId" uuid)
		on conflict do nothing`);
}

const atOnce = 5000;

/** An organisation with a fact to its name has a page that everybody sees; a person has one only when they make it. */
async function refreshSubjects(tx: Database, subjects: Subject[]): Promise<void> {
	const organisations = known(subjects.map(({ organisationId }) => organisationId));
	const people = known(subjects.map(({ personId }) => personId));
	for (let from = 0; from < Math.max(organisations.length, people.length); from += atOnce) {
		const some = organisations.slice(from, from + atOnce);
		const others = people.slice(from, from + atOnce);
		await ensureProfiles(tx, some, 'public');
		await openToEverybody(tx, some);
		const found = await tx
			.select({ id: profiles.id })
			.from(profiles)
			.where(or(inArray(profiles.organisationId, some), inArray(profiles.personId, others)));
		await refreshListings(
			tx,
			found.map(({ id }) => id)
		);
	}
}

function known(ids: (string | null)[]): string[] {
	return [...new Set(ids.filter((id) => id !== null))];
}

/** A page that only allies saw since nobody vouched for it is seen by all once its organisation signs, unless kept since. */
async function openToEverybody(tx: Database, organisationIds: string[]): Promise<void> {
	if (organisationIds.length === 0) return;
	const isUnkept = sql`not exists (select 1 from ally_keepers k where k.profile_id = ${profiles.id})`;
	const hasFacts = sql`exists (select 1 from ${allyEvidence} where ${allyEvidence.organisationId} = ${profiles.organisationId})`;
	await tx
		.update(profiles)
		.set({ audience: 'public' })
		.where(
			and(
				inArray(profiles.organisationId, organisationIds),
				eq(profiles.audience, 'allies'),
				isUnkept,
				hasFacts
			)
		);
}
