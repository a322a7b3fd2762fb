import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import type { FoundedInBulk } from '../people/organisations-in-bulk.server.ts';
import type { Audience } from './audiences.ts';
import { writeListings } from './listings.server.ts';
import { columnNames, columns, snake, type PageColumns } from './page-columns.ts';
import { openPages, type OpenedPage } from './profiles.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		/** Many pages at once were written, opened or removed: by an import, or its undoing. */
		'allies.pages-changed': { profileIds: string[] };
	}
}

/** The page of an organisation with everything that an import may fill. */
export type FillablePage = PageColumns & {
	organisationId: string;
	profileId: string | null;
	slug: string | null;
	name: string;
	kind: OrganisationKind;
	offers: string[];
	needs: string[];
	/** Tells one writing of the page from the next, to the microsecond. */
	version: string | null;
};

const selected = sql.raw(columnNames.map((name) => `p.${snake(name)} as "${name}"`).join(', '));
const skillsOn = (side: string) =>
	sql`coalesce((select jsonb_agg(s.skill_id order by s.skill_id) from ally_skills s
		where s.profile_id = p.id and s.side = ${sql.raw(`'${side}'`)}), '[]')`;

/** The pages of these organisations as they are written, for those who may import; held until the transaction ends. */
export async function fillablePages(
	tx: Database,
	organisationIds: string[],
	{ held }: { held: boolean } = { held: false }
): Promise<Map<string, FillablePage>> {
	if (organisationIds.length === 0) return new Map();
	const these = sql`any(${sql.param(organisationIds)}::uuid[])`;
	if (held)
		await tx.execute(
			sql`select 1 from ally_profiles where organisation_id = ${these} order by id for update`
		);
	const { rows } = await tx.execute<FillablePage>(sql`
		select o.id as "organisationId", p.id as "profileId", p.slug, o.name, o.kind, ${selected},
			${skillsOn('offer')} as offers, ${skillsOn('need')} as needs, p.updated_at::text as version
		from organisations o left join ally_profiles p on p.organisation_id = o.id where o.id = ${these}`);
	return new Map(rows.map((page) => [page.organisationId, page]));
}

/** The page of an organisation, before it is opened. */
export function blankPage({ id, name, kind }: Omit<FoundedInBulk, 'place'>): FillablePage {
	const blank = Object.fromEntries(columnNames.map((column) => [column, null])) as PageColumns;
	const unopened = { profileId: null, slug: null, offers: [], needs: [], version: null };
	return { ...blank, ...unopened, organisationId: id, name, kind };
}

type Skilled = { offers: string[]; needs: string[] };
export type Filling = Skilled & {
	profileId: string;
	/** Only what it names is written; skills are added, and none is taken away. */
	set: Partial<PageColumns>;
};

/** Writes what is named on these pages, adds the skills, and tells everybody; says the new version of each page. */
export async function fillPages(
	tx: Database,
	actorId: string | null,
	fillings: Filling[]
): Promise<Map<string, string>> {
	if (fillings.length === 0) return new Map();
	const { rows } = await tx.execute<{ id: string; version: string }>(sql`
		update ally_profiles p set ${columnsNamed()}, updated_by = ${actorId}::uuid,
			updated_at = greatest(date_trunc('milliseconds', clock_timestamp()), p.updated_at + interval '1 millisecond')
		from jsonb_to_recordset(${JSON.stringify(fillings)}::jsonb) as f ("profileId" uuid, set jsonb)
		where p.id = f."profileId" returning p.id, p.updated_at::text as version`);
	await addSkills(tx, fillings);
	await tellPages(
		tx,
		actorId,
		fillings.map(({ profileId }) => profileId)
	);
	return new Map(rows.map(({ id, version }) => [id, version]));
}

export type Opening = Skilled & { organisationId: string; name: string; set: Partial<PageColumns> };

/** Opens pages of organisations that have none, filled at once, and tells everybody; says which page each organisation has. */
export async function openFilledPages(
	tx: Database,
	actorId: string | null,
	audience: Audience,
	openings: Opening[]
): Promise<Map<string, OpenedPage>> {
	const opened = await openPages(tx, audience, openings, actorId);
	const pageOf = new Map(opened.map((page) => [page.organisationId!, page]));
	const profileIds = opened.map(({ profileId }) => profileId);
	await addSkills(
		tx,
		openings.map((one) => ({ ...one, profileId: pageOf.get(one.organisationId)!.profileId }))
	);
	await tellPages(tx, actorId, profileIds);
	return pageOf;
}

async function addSkills(tx: Database, pages: (Skilled & { profileId: string })[]): Promise<void> {
	const sent = JSON.stringify(pages.map(({ profileId, offers, needs }) => ({ profileId, offers, needs })));
	await tx.execute(sql`
		insert into ally_skills (profile_id, skill_id, side)
		select f."profileId", skill::uuid, side
		from jsonb_to_recordset(${sent}::jsonb) as f ("profileId" uuid, offers jsonb, needs jsonb)
		cross join lateral (
			select 'offer' as side, o as skill from jsonb_array_elements_text(f.offers) o
			union all select 'need', n from jsonb_array_elements_text(f.needs) n) as added
		on conflict do nothing`);
}

/** Sets each column that `f.set` names, and leaves the others as they are. */
export function columnsNamed(): SQL {
	const set = columnNames.map((name) => {
		const column = sql.raw(snake(name));
		const key = sql.raw(`'${name}'`);
		const type = sql.raw(columns[name]);
		return sql`${column} = case when f.set ? ${key} then (f.set->>${key})::${type} else p.${column} end`;
	});
	return sql.join(set, sql`, `);
}

/**
 * Shows pages anew in the directory, and tells the other rooms, once for all of them. The search follows when it hears
 * `allies.pages-changed`, beside the next batch.
 */
export async function tellPages(tx: Database, actorId: string | null, profileIds: string[]): Promise<void> {
	if (profileIds.length === 0) return;
	await writeListings(tx, profileIds);
	await recordEvent(tx, { name: 'allies.pages-changed', actorId, details: { profileIds } });
}
