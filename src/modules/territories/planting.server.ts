import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { measureComposites } from './measuring.server.ts';
import { officialParts, officialTerritories } from './edition.server.ts';
import { extractOf, officialLists, type OfficialLists } from './official-lists.server.ts';

export type LoadResult = { ok: true; edition: number } | { ok: false; reason: 'later-loaded' | 'loaded' };

/**
 * Loads the official territories when there are none yet: what every alliance begins with. `only` adds what some
 * départements hold, and what they belong to: enough for tests.
 */
export async function plantTerritories(tx: Database, only?: string[]): Promise<void> {
	if (only) return write(tx, extractOf(officialLists(), only));
	if ((await loadedEdition(tx)) === null) await write(tx, officialLists());
}

/**
 * Brings the territories that are there up to another edition of the official lists: the installed one, or the one in a
 * folder. What merged leads to what it became, what is no longer in the list says since when and is no longer proposed.
 * Loaded twice, nothing changes.
 */
export async function loadEdition(tx: Database, lists: OfficialLists = officialLists()): Promise<LoadResult> {
	await tx.execute(sql`lock table territories in share row exclusive mode`);
	const loaded = await loadedEdition(tx);
	if (loaded === lists.edition) return { ok: false, reason: 'loaded' };
	if (loaded !== null && loaded > lists.edition) return { ok: false, reason: 'later-loaded' };

	await tx.execute(sql`create temporary table former_members on commit drop as
		select id, epci_code from territories where kind = 'commune' and became is null and epci_code is not null`);
	await write(tx, lists);
	await endMissing(tx, lists.edition);
	await followMerged(tx);
	await tx.execute(sql`drop table former_members`);
	await measureComposites(tx);
	return { ok: true, edition: lists.edition };
}

async function loadedEdition(tx: Database): Promise<number | null> {
	const { rows } = await tx.execute<{ edition: number | null }>(
		sql`select max(edition) as edition from territories where id = 'pays-FR'`
	);
	return rows[0]!.edition;
}

/** One statement for all: 41,000 rows take less than a second. */
async function write(tx: Database, lists: OfficialLists): Promise<void> {
	await tx.execute(sql`
		insert into territories (id, kind, code, siren, name, country, postal_codes, population, latitude, longitude,
			is_approximate, departement_code, region_code, epci_code, became, edition)
		select id, kind, code, siren, name, coalesce(country, 'FR'), coalesce(postal_codes, '{}'), population, latitude,
			longitude, coalesce(is_approximate, true), departement_code, region_code, epci_code, became, ${lists.edition}::int
		from json_to_recordset(${JSON.stringify(officialTerritories(lists))}) as official (id text, kind text, code text,
			siren text, name text, country text, postal_codes text[], population integer, latitude float8, longitude float8,
			is_approximate boolean, departement_code text, region_code text, epci_code text, became text)
		on conflict (id) do update set (siren, name, country, postal_codes, population, latitude, longitude, is_approximate,
				departement_code, region_code, epci_code, became, edition, until)
			= (excluded.siren, excluded.name, excluded.country, excluded.postal_codes, excluded.population,
				excluded.latitude, excluded.longitude, excluded.is_approximate, excluded.departement_code,
				excluded.region_code, excluded.epci_code, excluded.became, excluded.edition,
				case when excluded.became is null then null when territories.became is null then excluded.edition
					else territories.until end)
		where territories.edition is distinct from excluded.edition`);
	const parts = JSON.stringify(officialParts(lists));
	await tx.execute(sql`
		delete from territory_parts where whole_id in (select whole from json_to_recordset(${parts}) as part (whole text))`);
	await tx.execute(sql`
		insert into territory_parts (whole_id, part_id)
		select whole, part from json_to_recordset(${parts}) as official (whole text, part text)
		where exists (select from territories where id = part)`);
	// Else searches read the new rows one by one until the server finds the time to put them in the index.
	await tx.execute(
		sql`select gin_clean_pending_list('territories_search'), gin_clean_pending_list('territories_postal_codes')`
	);
}

/** What this edition no longer has ends with it. An EPCI whose communes are all in one other became that one. */
async function endMissing(tx: Database, edition: number): Promise<void> {
	await tx.execute(sql`
		update territories set until = ${edition}::int, became = (
			select 'epci-' || min(here.epci_code)
			from former_members f join territories former on former.id = f.id
				join territories here on here.id = coalesce(former.became, former.id)
			where f.epci_code = territories.code and territories.kind = 'epci'
			having count(distinct here.epci_code) = 1 and count(*) = count(here.epci_code)
				and 'epci-' || min(here.epci_code) <> territories.id
		)
		where edition < ${edition}::int and until is null and became is null
			and kind in ('region', 'departement', 'epci', 'commune')`);
}

/** What became something that became something else leads to the latter; so do the parts of composites. */
async function followMerged(tx: Database): Promise<void> {
	await tx.execute(sql`
		update territories set became = further.became from territories further
		where territories.became = further.id and further.became is not null`);
	await tx.execute(sql`
		with merged as (
			delete from territory_parts using territories
			where territories.id = part_id and territories.became is not null
			returning whole_id, became
		)
		insert into territory_parts (whole_id, part_id) select distinct whole_id, became from merged
		where whole_id <> became on conflict do nothing`);
}
