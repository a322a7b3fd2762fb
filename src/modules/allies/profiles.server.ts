import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { allySlugs, profiles } from './allies.tables.ts';
import { shownByOrganisation, shownByPerson, type Audience } from './audiences.ts';
import { addressOf } from './address.ts';
import { columnNames, columns, snake, type PageColumns } from './page-columns.ts';

type Page = Pick<typeof profiles.$inferSelect, 'id' | 'slug' | 'audience' | 'shown'> &
	Partial<PageColumns> & { organisationId: string | null; personId: string | null };
export type OpenedPage = { profileId: string; organisationId: string | null; version: string };

/**
 * Gives a page to each of these organisations that has none, with only what the kernel knows of it, shown to `audience`.
 * What is inside is filled in later by its keepers.
 */
export async function ensureProfiles(
	tx: Database,
	organisationIds: string[],
	audience: Audience
): Promise<string[]> {
	if (organisationIds.length === 0) return [];
	await holdPages(tx);
	const pageless = await tx
		.select({ id: organisations.id, name: organisations.name, place: organisations.place })
		.from(organisations)
		.leftJoin(profiles, eq(profiles.organisationId, organisations.id))
		.where(sql`${organisations.id} = any(${sql.param(organisationIds)}::uuid[]) and ${profiles.id} is null`);
	if (pageless.length === 0) return [];
	const pages = pageless.map(({ id, name, place }) => ({
		organisationId: id,
		name,
		set: { placeLabel: place }
	}));
	const opened = await openPages(tx, audience, pages, null);
	return opened.map(({ profileId }) => profileId);
}

/** Opens a page for each of these organisations, which have none, with what is known of them. */
export async function openPages(
	tx: Database,
	audience: Audience,
	opening: { organisationId: string; name: string; set: Partial<PageColumns> }[],
	actorId: string | null
): Promise<OpenedPage[]> {
	if (opening.length === 0) return [];
	await holdPages(tx);
	const slugs = await freeSlugs(
		tx,
		opening.map(({ name }) => name)
	);
	const pages = opening.map(({ organisationId, set }, i) => ({
		...set,
		...{ id: uuidv7(), slug: slugs[i]!, organisationId, personId: null },
		...{ audience, shown: shownByOrganisation }
	}));
	return insertPages(tx, pages, actorId);
}

/** The page of a person who wants one, made now when there is none: seen by allies alone until they decide. */
export async function ensurePersonProfile(tx: Database, personId: string): Promise<string> {
	await holdPages(tx);
	const [existing] = await tx
		.select({ id: profiles.id })
		.from(profiles)
		.where(eq(profiles.personId, personId));
	if (existing) return existing.id;
	const [person] = await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, personId));
	const [slug] = await freeSlugs(tx, [person!.name]);
	const page = {
		id: uuidv7(),
		slug: slug!,
		organisationId: null,
		personId,
		audience: 'allies' as const,
		shown: shownByPerson
	};
	await insertPages(tx, [page], null);
	return page.id;
}

/** Gives a page the address of its new name; the former address leads there for ever. */
export async function readdress(tx: Database, profileId: string, name: string): Promise<void> {
	await holdPages(tx);
	const [page] = await tx.select({ slug: profiles.slug }).from(profiles).where(eq(profiles.id, profileId));
	const wanted = addressOf(name);
	if (!page || page.slug === wanted || page.slug.replace(/-\d+$/, '') === wanted) return;
	const mine = await tx
		.select({ slug: allySlugs.slug })
		.from(allySlugs)
		.where(eq(allySlugs.profileId, profileId));
	const former = mine.find(({ slug }) => slug === wanted)?.slug;
	const slug = former ?? (await freeSlugs(tx, [name]))[0]!;
	if (!former) await tx.insert(allySlugs).values({ slug, profileId });
	await tx.update(profiles).set({ slug }).where(eq(profiles.id, profileId));
}

/** Any constant: pages are given their addresses one transaction at a time. */
const pagesLock = 7_243_311;

async function holdPages(tx: Database): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${pagesLock})`);
}

const filled = sql.raw(columnNames.map(snake).join(', '));
const sentColumns = sql.raw(columnNames.map((name) => `"${name}"`).join(', '));
const typedColumns = sql.raw(columnNames.map((name) => `"${name}" ${columns[name]}`).join(', '));

async function insertPages(tx: Database, pages: Page[], actorId: string | null): Promise<OpenedPage[]> {
	const { rows } = await tx.execute<OpenedPage>(sql`
		insert into ally_profiles (id, slug, organisation_id, person_id, audience, shown, updated_by, updated_at, ${filled})
		select id, slug, "organisationId", "personId", audience, shown, ${actorId}::uuid,
			date_trunc('milliseconds', clock_timestamp()), ${sentColumns}
		from json_to_recordset(${JSON.stringify(pages)}::json) as p (id uuid, slug text, "organisationId" uuid, "personId" uuid,
			audience text, shown jsonb, ${typedColumns})
		returning id as "profileId", organisation_id as "organisationId", updated_at::text as version`);
	const addresses = JSON.stringify(pages.map(({ id, slug }) => ({ id, slug })));
	await tx.execute(sql`
		insert into ally_slugs (slug, profile_id)
		select slug, id from json_to_recordset(${addresses}::json) as p (id uuid, slug text)`);
	return rows;
}

/** Addresses that no page has or had: the name's, else with the first number that is free. */
async function freeSlugs(tx: Database, names: string[]): Promise<string[]> {
	const wanted = names.map(addressOf);
	const patterns = [...new Set(wanted)];
	const { rows } = await tx.execute<{ slug: string }>(sql`
		select slug from ally_slugs where regexp_replace(slug, '-[0-9]+$', '') = any(${sql.param(patterns)}::text[])
			or slug = any(${sql.param(patterns)}::text[])`);
	const taken = new Set(rows.map(({ slug }) => slug));
	return wanted.map((base) => {
		let slug = base;
		for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
		taken.add(slug);
		return slug;
	});
}
