import { eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { affiliations, organisations, persons } from '../people/people.tables.ts';
import { allSkills } from '../skills/skills.server.ts';
import { allyKeepers, allyLinks, allySkills, profiles } from './allies.tables.ts';
import { shownByOrganisation, shownByPerson, type Audience, type Shown } from './audiences.ts';
import { allyClaims } from './claims.tables.ts';
import content from './demonstration/pages.json' with { type: 'json' };
import { refreshListings } from './listings.server.ts';
import { ensurePersonProfile } from './profiles.server.ts';

type Skills = Record<string, string | null>;
type Told = {
	name: string;
	sentence: string | null;
	description?: string;
	perimeter?: string;
	website?: string;
	email?: string;
	phone?: string;
	address?: string;
	links?: { label: string; url: string }[];
	shown?: Partial<Shown>;
	offers: Skills;
	needs: Skills;
};
type Organisation = Told & { keeper?: string };
type Somebody = Told & { audience: Audience; place: string; organisation?: string; role?: string };

/** Fills in the pages of the invented organisations and people of a demonstration; those that exist keep their bare facts. */
export async function plantPagesTold(tx: Database): Promise<void> {
	const skillIds = new Map((await allSkills(tx, 'fr')).map(({ slug, id }) => [slug, id]));
	await placeInvented(tx);
	for (const organisation of content.organisations as unknown as Organisation[])
		await tellOrganisation(tx, organisation, skillIds);
	for (const person of content.persons as unknown as Somebody[]) await tellPerson(tx, person, skillIds);
	await plantClaim(tx);
	const pages = await tx.select({ id: profiles.id }).from(profiles);
	await refreshListings(
		tx,
		pages.map(({ id }) => id)
	);
}

/** The towns that nobody finds on a map stand somewhere in a real département, and say that it is about there. */
async function placeInvented(tx: Database): Promise<void> {
	for (const label of Object.keys(content.places)) {
		const invented = tx
			.select({ id: organisations.id })
			.from(organisations)
			.where(sql`${organisations.place} = ${label} and ${organisations.isInvented}`);
		await tx.update(profiles).set(placeColumns(label)).where(inArray(profiles.organisationId, invented));
	}
}

function placeColumns(label: string) {
	const { departement, region, latitude, longitude } = content.places[label as keyof typeof content.places];
	const point = 'approximate' as const;
	const where = { departementCode: departement, regionCode: region, latitude, longitude, point };
	return { ...where, placeLabel: label, placeKind: 'commune' };
}

async function tellOrganisation(
	tx: Database,
	told: Organisation,
	skillIds: Map<string, string>
): Promise<void> {
	const organisationId = await organisationNamed(tx, told.name);
	if (!organisationId) return;
	const [page] = await tx
		.update(profiles)
		.set({ ...columnsOf(told), shown: { ...shownByOrganisation, ...told.shown } })
		.where(eq(profiles.organisationId, organisationId))
		.returning({ id: profiles.id });
	if (!page) return;
	await tellRest(tx, page.id, told, skillIds);
	const keeper = told.keeper && (await personWithEmail(tx, told.keeper));
	if (keeper)
		await tx.insert(allyKeepers).values({ profileId: page.id, personId: keeper }).onConflictDoNothing();
}

async function tellPerson(tx: Database, told: Somebody, skillIds: Map<string, string>): Promise<void> {
	const [person] = await tx
		.select({ id: persons.id })
		.from(persons)
		.where(sql`${persons.name} = ${told.name} and ${persons.isInvented}`)
		.limit(1);
	if (!person) return;
	if (told.organisation) await belong(tx, person.id, told.organisation, told.role!);
	const page = await ensurePersonProfile(tx, person.id);
	const people = { ...shownByPerson, ...(told.audience === 'public' ? openly : {}), ...told.shown };
	await tx
		.update(profiles)
		.set({ ...columnsOf(told), ...placeColumns(told.place), audience: told.audience, shown: people })
		.where(eq(profiles.id, page));
	await tellRest(tx, page, told, skillIds);
}

/** A person who shows their page to everybody shows all of it, but not how to reach them. */
const openly = shownByOrganisation;

function columnsOf({ sentence, description, perimeter, website, email, phone, address }: Told) {
	return { sentence, description, perimeterLabel: perimeter, website, email, phone, address };
}

async function tellRest(
	tx: Database,
	profileId: string,
	{ links = [], offers, needs }: Told,
	skillIds: Map<string, string>
): Promise<void> {
	const skills = (['offer', 'need'] as const).flatMap((side) =>
		Object.entries(side === 'offer' ? offers : needs).map(([slug, note]) => {
			const skillId = skillIds.get(slug);
			if (!skillId) throw new Error(`There is no skill ${slug}`);
			return { profileId, side, skillId, note };
		})
	);
	if (skills.length > 0) await tx.insert(allySkills).values(skills).onConflictDoNothing();
	const rows = links.map((link, position) => ({ profileId, position, ...link }));
	if (rows.length > 0) await tx.insert(allyLinks).values(rows).onConflictDoNothing();
}

async function belong(tx: Database, personId: string, organisation: string, role: string): Promise<void> {
	const organisationId = await organisationNamed(tx, organisation);
	if (!organisationId) return;
	await tx
		.insert(affiliations)
		.values({ id: uuidv7(), personId, organisationId, role, since: '2021-09-01' })
		.onConflictDoNothing();
}

/** One claim waits, so that who plays a facilitator has something to decide. */
async function plantClaim(tx: Database): Promise<void> {
	const { by, organisation, message, daysAgo } = content.claim;
	const personId = await personWithEmail(tx, by);
	const organisationId = await organisationNamed(tx, organisation);
	if (!personId || !organisationId) return;
	const [page] = await tx
		.select({ id: profiles.id })
		.from(profiles)
		.where(eq(profiles.organisationId, organisationId));
	const askedAt = new Date(Date.now() - daysAgo * 24 * 3600 * 1000);
	await tx
		.insert(allyClaims)
		.values({ id: uuidv7(), profileId: page!.id, personId, message, askedAt })
		.onConflictDoNothing();
}

async function organisationNamed(tx: Database, name: string): Promise<string | undefined> {
	const [found] = await tx
		.select({ id: organisations.id })
		.from(organisations)
		.where(sql`name_key(${organisations.name}) = name_key(${name}) and ${organisations.isInvented}`);
	return found?.id;
}

async function personWithEmail(tx: Database, email: string): Promise<string | undefined> {
	const [found] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.email, email));
	return found?.id;
}
