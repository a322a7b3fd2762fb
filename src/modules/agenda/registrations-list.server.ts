import { and, asc, desc, eq, gt, isNotNull, lt, sql } from 'drizzle-orm';
import { csvLine, csvMark } from '#platform/csv.ts';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { gatherings } from './agenda.tables.ts';
import { delegationsOf } from './delegations.ts';
import { missingFamilies } from './families.ts';
import { mayRun } from './planning.server.ts';
import { countsOf, standing } from './registration-reading.server.ts';
import { familyName, standingName } from './registration-words.ts';
import { registrations } from './registrations.tables.ts';
import { inLineOf } from './seats.server.ts';

const pageSize = 100;
const mostBadges = 5000;

/** Who registered for a gathering, in the order of arrival, with their answers: for who runs it; undefined for anybody else. */
export async function registrationsToRead(db: Database, person: Person, slug: string, place: Place) {
	const gathering = await gatheringRun(db, person, slug);
	if (!gathering) return undefined;
	return {
		gathering,
		counts: await countsOf(db, gathering.id),
		incomplete: gathering.isForDelegations ? await incompleteDelegations(db, gathering.id) : [],
		page: await linesOf(db, gathering.id, place, pageSize)
	};
}

async function gatheringRun(db: Database, person: Person, slug: string) {
	const [found] = await db
		.select()
		.from(gatherings)
		.where(eq(gatherings.slug, slug.slice(0, 200)));
	if (!found || !mayRun(person, found)) return undefined;
	const { id, title, asks, capacity, timeZone } = found;
	const isForDelegations = found.kind === 'initiation-in-person';
	return { id, slug: found.slug, title, asks, capacity, timeZone, isForDelegations };
}

async function linesOf(db: Database, gatheringId: string, place: Place, size: number) {
	const isBackwards = place.before !== undefined;
	const key = place.after ?? place.before ?? '';
	const beyond = /^\d{1,15}$/.test(key)
		? (isBackwards ? lt : gt)(registrations.arrival, Number(key))
		: undefined;
	const rows = await db
		.select({
			...{ id: registrations.id, arrival: registrations.arrival, registeredAt: registrations.registeredAt },
			name: sql<string>`coalesce(${registrations.guestName}, ${persons.name})`,
			registeredBy: persons.name,
			organisation: organisations.name,
			...{ family: registrations.family, expectations: registrations.expectations },
			...{ diet: registrations.diet, access: registrations.access, offerUntil: registrations.offerUntil },
			standing
		})
		.from(registrations)
		.innerJoin(persons, eq(persons.id, registrations.personId))
		.leftJoin(organisations, eq(organisations.id, registrations.organisationId))
		.where(and(inLineOf(gatheringId), beyond))
		.orderBy((isBackwards ? desc : asc)(registrations.arrival))
		.limit(size + 1);
	return pageOf(rows, size, place, ({ arrival }) => String(arrival));
}
export type RegistrationLine = Awaited<ReturnType<typeof linesOf>>['lines'][number];

/** The delegations that wait for somebody, by who registers them. */
async function incompleteDelegations(db: Database, gatheringId: string) {
	const line = await db
		.select({ personId: registrations.personId, family: registrations.family, registeredBy: persons.name })
		.from(registrations)
		.innerJoin(persons, eq(persons.id, registrations.personId))
		.where(inLineOf(gatheringId))
		.orderBy(asc(registrations.arrival));
	return delegationsOf(line)
		.map((members) => ({
			registeredBy: members[0]!.registeredBy,
			missing: missingFamilies(members.map(({ family }) => family))
		}))
		.filter(({ missing }) => missing.length > 0);
}

/** The registrations as a table for spreadsheets, for who runs the gathering; undefined for anybody else. */
export async function registrationsAsCsv(db: Database, person: Person, slug: string) {
	const gathering = await gatheringRun(db, person, slug);
	return gathering && csvOf(db, gathering.id);
}

const batch = 1000;

async function* csvOf(db: Database, gatheringId: string): AsyncGenerator<string> {
	yield (
		csvMark +
		csvLine([
			...[m.agenda_list_order(), m.agenda_list_name(), m.agenda_list_standing(), m.agenda_list_by()],
			...[m.agenda_list_organisation(), m.agenda_list_family(), m.agenda_data_expectations()],
			...[m.agenda_reg_diet(), m.agenda_reg_access(), m.agenda_data_registered()]
		])
	);
	let order = 0;
	let after: string | null | undefined;
	do {
		const page = await linesOf(db, gatheringId, after ? { after } : {}, batch);
		yield page.lines.map((line) => csvLine(cellsOf(line, (order += 1)))).join('');
		after = page.next;
	} while (after);
}

function cellsOf(line: RegistrationLine, order: number): (string | number | null)[] {
	return [
		...[order, line.name, standingName(line.standing), line.registeredBy, line.organisation],
		line.family && familyName(line.family),
		...[line.expectations, line.diet, line.access, line.registeredAt.toISOString()]
	];
}

/** Who has a seat at a gathering, by name, with for whom they come: for who runs it; undefined for anybody else. */
export async function seatedPeople(db: Database, person: Person, slug: string) {
	const gathering = await gatheringRun(db, person, slug);
	if (!gathering) return undefined;
	const name = sql<string>`coalesce(${registrations.guestName}, ${persons.name})`;
	return db
		.select({ name, organisation: organisations.name })
		.from(registrations)
		.innerJoin(persons, eq(persons.id, registrations.personId))
		.leftJoin(organisations, eq(organisations.id, registrations.organisationId))
		.where(and(inLineOf(gathering.id), isNotNull(registrations.seatedAt)))
		.orderBy(name)
		.limit(mostBadges);
}
