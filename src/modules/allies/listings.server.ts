import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { refile } from '#platform/search/searchables.server.ts';
import type { ShownField } from './audiences.ts';
import { searchableAllies } from './searchable.server.ts';

/** What an audience `a` may see of a field of the profile `p`, or nothing of it. A field that says nothing is private. */
function shown(field: ShownField, value: SQL, otherwise = sql`null`): SQL {
	return sql`case when ally_may_see(a.audience, p.shown->>${sql.raw(`'${field}'`)}) then ${value} else ${otherwise} end`;
}

const none = sql`'[]'::jsonb`;
const noUuids = sql`'{}'::uuid[]`;
const column = (name: string) => sql.raw(`p.${name}`);

function skillsOn(side: 'offer' | 'need'): SQL {
	return sql`coalesce((select array_agg(s.skill_id order by s.skill_id) from ally_skills s
		where s.profile_id = p.id and s.side = ${sql.raw(`'${side}'`)}), '{}')`;
}

function notesOn(side: 'offer' | 'need'): SQL {
	return sql`coalesce((select jsonb_agg(jsonb_build_object('skillId', s.skill_id, 'note', s.note) order by s.skill_id)
		from ally_skills s where s.profile_id = p.id and s.side = ${sql.raw(`'${side}'`)} and s.note is not null), ${none})`;
}

const links = sql`coalesce((select jsonb_agg(jsonb_build_object('label', l.label, 'url', l.url) order by l.position)
	from ally_links l where l.profile_id = p.id), ${none})`;

/** Evidence that its person keeps to themselves is shown to nobody. */
const isEvidence = sql`e.is_shown and (e.organisation_id = p.organisation_id or e.person_id = p.person_id)`;
const circles = sql`coalesce((select array_agg(distinct e.circle) from ally_evidence e where ${isEvidence}), '{}')`;
const evidence = sql`coalesce((select jsonb_agg(jsonb_build_object('circle', e.circle, 'fact', e.fact, 'detail', e.detail,
	'on', (e.happened_at at time zone 'Europe/Paris')::date) order by e.happened_at, e.id)
	from ally_evidence e where ${isEvidence}), ${none})`;

const activities = sql`coalesce((select jsonb_agg(jsonb_build_object('title', t.title, 'on', t.happened_on, 'url', t.url)
	order by t.happened_on desc, t.id) from (select * from ally_activities v
		where v.organisation_id = p.organisation_id or v.person_id = p.person_id
		order by v.happened_on desc, v.id limit 30) t), ${none})`;

/** On the page of an organisation, a person appears only to those who may see that person's page and its organisations. */
const peopleOfOrganisation = sql`(select jsonb_agg(jsonb_build_object('name', h.name, 'role', f.role, 'slug', q.slug)
	order by h.name, h.id) from affiliations f
	join persons h on h.id = f.person_id join ally_profiles q on q.person_id = h.id
	where f.organisation_id = p.organisation_id and f.until is null
		and ally_may_see(a.audience, q.audience) and ally_may_see(a.audience, q.shown->>'people'))`;
const organisationsOfPerson = sql`(select jsonb_agg(jsonb_build_object('name', g.name, 'role', f.role,
		'slug', case when ally_may_see(a.audience, q.audience) then q.slug end) order by f.since, f.id)
	from affiliations f join organisations g on g.id = f.organisation_id
	left join ally_profiles q on q.organisation_id = g.id
	where f.person_id = p.person_id and f.until is null)`;
const people = sql`coalesce(case when p.person_id is null then ${peopleOfOrganisation} else ${organisationsOfPerson} end, ${none})`;

const columns: [name: string, value: SQL][] = [
	['profile_id', column('id')],
	['slug', column('slug')],
	['name', sql`coalesce(o.name, r.name)`],
	['is_organisation', sql`p.organisation_id is not null`],
	['kind', sql`o.kind`],
	['updated_at', column('updated_at')],
	...fields('sentence', ['sentence']),
	...fields('description', ['description']),
	...fields('place', [
		'territory_id',
		'place_label',
		'place_kind',
		'departement_code',
		'region_code',
		'latitude',
		'longitude'
	]),
	['is_approximate', shown('place', sql`p.point = 'approximate'`)],
	...fields('perimeter', ['perimeter_id', 'perimeter_label']),
	...fields('identifiers', ['siren', 'siret', 'rna']),
	...fields('website', ['website']),
	...fields('email', ['email']),
	...fields('phone', ['phone']),
	...fields('address', ['address']),
	...fields('picture', ['picture_id']),
	['links', shown('links', sql`d.links`, none)],
	['offers', shown('offers', sql`d.offers`, noUuids)],
	['needs', shown('needs', sql`d.needs`, noUuids)],
	[
		'notes',
		sql`jsonb_build_object('offers', ${shown('offers', sql`d.offer_notes`, none)}, 'needs', ${shown('needs', sql`d.need_notes`, none)})`
	],
	['circles', shown('circles', sql`d.circles`, sql`'{}'::text[]`)],
	['evidence', shown('circles', sql`d.evidence`, none)],
	['people', shown('people', people, none)],
	['activities', shown('activities', sql`d.activities`, none)]
];

/** What belongs to a page whoever reads it, gathered once for both audiences: `offset 0` keeps PostgreSQL from doing it twice. */
const belongings = sql`select ${links} as links, ${skillsOn('offer')} as offers, ${skillsOn('need')} as needs,
	${notesOn('offer')} as offer_notes, ${notesOn('need')} as need_notes,
	${circles} as circles, ${evidence} as evidence, ${activities} as activities offset 0`;

function fields(field: ShownField, names: string[]): [string, SQL][] {
	return names.map((name) => [name, shown(field, column(name))]);
}

/** Writes anew what each audience may see of these allies, in the directory and in the search. */
export async function refreshListings(db: Database, profileIds: string[]): Promise<void> {
	await db.transaction(async (tx) => {
		await writeListings(tx, profileIds);
		await refile(tx, searchableAllies, profileIds);
	});
}

/**
 * What each audience may see of these allies: the one place where visibility is decided. Where all see the same, it is written
 * once. Waits for whoever changes the same page.
 */
export async function writeListings(tx: Database, profileIds: string[]): Promise<void> {
	if (profileIds.length === 0) return;
	const these = sql`any(${sql.param(profileIds)}::uuid[])`;
	await tx.execute(sql`select 1 from ally_profiles where id = ${these} order by id for update`);
	await tx.execute(sql`delete from ally_listings where profile_id = ${these}`);
	await tx.execute(sql`
		with seen as (
			select a.audience, ${sql.join(
				columns.map(([name, value]) => sql`${value} as ${sql.raw(name)}`),
				sql`, `
			)}
			from ally_profiles p
			left join organisations o on o.id = p.organisation_id
			left join persons r on r.id = p.person_id
			cross join lateral (${belongings}) d
			cross join (values ('public'), ('allies')) a(audience)
			where p.id = ${these} and ally_may_see(a.audience, p.audience)
		)
		insert into ally_listings (${names}, is_for_public, is_for_allies, words)
		select ${names}, bool_or(audience = 'public'), bool_or(audience = 'allies'),
			ally_words(name, sentence, place_label, description)
		from seen group by ${names}`);
}

const names = sql.raw(columns.map(([name]) => name).join(', '));

/** Refreshes these pages and those that name them: of the people of an organisation, of the organisations of a person. */
export async function refreshAround(tx: Database, profileIds: string[]): Promise<void> {
	await refreshListings(tx, await pagesAround(tx, profileIds));
}

/** Before a change that {@link refreshAround} follows: takes all the pages in one order, so that nobody waits in a circle. */
export async function holdAround(tx: Database, profileIds: string[]): Promise<void> {
	const pages = sql`any(${sql.param(await pagesAround(tx, profileIds))}::uuid[])`;
	await tx.execute(sql`select 1 from ally_profiles where id = ${pages} order by id for update`);
}

async function pagesAround(tx: Database, profileIds: string[]): Promise<string[]> {
	if (profileIds.length === 0) return [];
	const { rows } = await tx.execute<{ id: string }>(sql`
		select distinct q.id from ally_profiles p
		left join affiliations f on f.organisation_id = p.organisation_id or f.person_id = p.person_id
		join ally_profiles q on q.id = p.id or q.organisation_id = f.organisation_id or q.person_id = f.person_id
		where p.id = any(${sql.param(profileIds)}::uuid[])`);
	return rows.map(({ id }) => id);
}
