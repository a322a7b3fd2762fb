import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { shownByOrganisation, shownByPerson } from './audiences.ts';
import { fileEvidence, type EvidenceProvider } from './evidence.server.ts';
import { writeListings } from './listings.server.ts';

/** A place where people live, as the territories tell it. */
export type Settlement = {
	id: string;
	label: string;
	latitude: number;
	longitude: number;
	departementCode: string;
	regionCode: string;
	population: number;
};

const sentences = [
	'Nous aidons les communes à réunir leurs habitants autour d’un projet.',
	'Nous rénovons des maisons avec celles et ceux qui y vivent.',
	'Nous plantons des haies et nous apprenons à les soigner.',
	'Nous cherchons comment une vallée peut vivre avec moins d’eau.',
	'Nous cuisinons dans les écoles ce qui pousse autour.',
	'Nous racontons ce que les territoires traversent.',
	'Nous partageons des vélos, des voitures et des trajets.',
	'Nous produisons ensemble l’électricité de nos villages.'
];

/**
 * Gives a page to everybody who has none, as a large alliance would have them: where people live, with up to five skills and
 * two needs, one person in two seen by all. Written by the database itself.
 */
export async function plantManyPages(
	tx: Database,
	settlements: Settlement[],
	skillIds: string[],
	providers: EvidenceProvider[]
): Promise<void> {
	await tx.execute(sql`
		create temporary table settled on commit drop as
		select s.*, sum(population) over (order by id)::float8 as upto
		from json_to_recordset(${JSON.stringify(settlements)}) as s (id text, label text, latitude float8, longitude float8,
			"departementCode" text, "regionCode" text, population integer)`);
	await tx.execute(sql`create index on settled (upto)`);
	await insertPages(tx);
	await insertSkills(tx, skillIds, 'offer', sql`random() * 6`);
	await insertSkills(tx, skillIds, 'need', sql`random() * 3`);
	for (const provider of providers) for await (const page of provider.all(tx)) await fileEvidence(tx, page);
}

async function insertPages(tx: Database): Promise<void> {
	await tx.execute(sql`
		create temporary table pages on commit drop as
		select gen_random_uuid() as id, everybody.*, row_number() over () as n,
			random() * (select max(upto) from settled) as somewhere
		from (
			select id as organisation_id, null::uuid as person_id, name from organisations
			union all select null, id, name from persons where is_invented
		) everybody
		where not exists (select from ally_profiles p
			where p.organisation_id = everybody.organisation_id or p.person_id = everybody.person_id)`);
	const slug = sql`trim(both '-' from regexp_replace(search_key(name), '[^a-z0-9]+', '-', 'g')) || '-' || n`;
	const sentence = sql`(${sql.param(sentences)}::text[])[1 + n % ${sentences.length}]`;
	await tx.execute(sql`
		insert into ally_profiles (id, organisation_id, person_id, slug, audience, shown, sentence, territory_id, place_label,
			place_kind, departement_code, region_code, latitude, longitude, point, updated_at)
		select pages.id, organisation_id, person_id, ${slug},
			case when person_id is null or n % 2 = 0 then 'public' else 'allies' end,
			case when person_id is null or n % 2 = 0 then ${JSON.stringify(shownByOrganisation)}::jsonb
				else ${JSON.stringify(shownByPerson)}::jsonb end,
			${sentence}, s.id, s.label, 'commune', s."departementCode", s."regionCode", s.latitude, s.longitude, 'town',
			now() - n * interval '1 minute'
		from pages cross join lateral (select * from settled where upto >= somewhere order by upto limit 1) s`);
	await tx.execute(
		sql`insert into ally_slugs (slug, profile_id) select slug, id from ally_profiles on conflict do nothing`
	);
}

/** Some skills are had by many and most by few. */
async function insertSkills(
	tx: Database,
	skillIds: string[],
	side: 'offer' | 'need',
	many: SQL
): Promise<void> {
	await tx.execute(sql`
		insert into ally_skills (profile_id, side, skill_id)
		select pages.id, ${side}, (${sql.param(skillIds)}::uuid[])[1 + floor(power(random(), 2) * ${skillIds.length})::int]
		from pages cross join lateral generate_series(1, floor(${many} + pages.n * 0)::int)
		on conflict do nothing`);
}

const atOnce = 10_000;

/** Shows the pages that {@link plantManyPages} has just written, in the same transaction. */
export async function writeAllListings(tx: Database): Promise<void> {
	const { rows } = await tx.execute<{ id: string }>(sql`select id from pages order by id`);
	for (let from = 0; from < rows.length; from += atOnce)
		await writeListings(
			tx,
			rows.slice(from, from + atOnce).map(({ id }) => id)
		);
}
