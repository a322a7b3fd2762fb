import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { edition, officialTerritories } from './edition.server.ts';

/**
 * Loads the official territories, or brings those that are there up to this edition: what is in the list is added or changed,
 * what is no longer in it stays and is no longer proposed as of this year. Loaded twice, nothing changes.
 */
export async function plantTerritories(tx: Database, only?: string[]): Promise<void> {
	if (only === undefined && (await isLoaded(tx))) return;
	const rows = officialTerritories(only);
	await tx.execute(sql`
		insert into territories (id, kind, code, siren, name, country, postal_codes, population, latitude, longitude,
			is_approximate, departement_code, region_code, epci_code, became, edition)
		select id, kind, code, siren, name, country, postal_codes, population, latitude, longitude,
			is_approximate, departement_code, region_code, epci_code, became, ${edition}
		from json_to_recordset(${JSON.stringify(rows)}) as official (id text, kind text, code text, siren text, name text,
			country text, postal_codes text[], population integer, latitude float8, longitude float8,
			is_approximate boolean, departement_code text, region_code text, epci_code text, became text)
		on conflict (id) do update set (siren, name, postal_codes, population, latitude, longitude, is_approximate,
				departement_code, region_code, epci_code, became, edition)
			= (excluded.siren, excluded.name, excluded.postal_codes, excluded.population, excluded.latitude,
				excluded.longitude, excluded.is_approximate, excluded.departement_code, excluded.region_code,
				excluded.epci_code, excluded.became, excluded.edition)
		where territories.edition is distinct from excluded.edition`);
}

async function isLoaded(tx: Database): Promise<boolean> {
	const { rows } = await tx.execute(
		sql`select from territories where id = 'pays-FR' and edition = ${edition}`
	);
	return rows.length > 0;
}
