import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { TerritoryKind } from './kinds.ts';
import { labelOf } from './territory-label.ts';

/** A place as a file says it, each part empty when it is silent; `key` is how the caller knows it. */
export type SaidPlace = {
	key: number;
	inseeCode: string;
	postalCode: string;
	commune: string;
	departement: string;
	/** Of an organisation that may be a group of communes itself. */
	siren: string | null;
};

type Found = {
	key: number;
	/** How many territories are meant as well as this one. */
	alike: number;
	/** The commune that was meant has merged into this one. */
	formerName: string | null;
	id: string;
	kind: TerritoryKind;
	name: string;
	country: string;
	departementCode: string | null;
	regionCode: string | null;
	latitude: number | null;
	longitude: number | null;
	isApproximate: boolean;
};
export type MeantPlace = Found & { label: string };

/** What stands after the name of a town in an address, or before it: “Cedex 7”, “12e arrondissement”. */
const tail = /\s+(cedex(\s+\d+)?|\d{1,2}\s?(er?|e|eme|ème)?(\s+arr.*)?)$/i;

/**
 * For each place, the territory that is meant: the commune by its INSEE code, else by its name with its postal code, with its
 * département, or alone when only one has it, else by its postal code; else the group of communes that has this SIREN,
 * else the département. A place that is not understood is left out.
 */
export async function placesMeant(db: Database, said: SaidPlace[]): Promise<Map<number, MeantPlace>> {
	if (said.length === 0) return new Map();
	const wanted = said.map(({ commune, ...place }) => ({ ...place, commune: commune.replace(tail, '') }));
	const { rows } = await db.execute<Found>(meantBy(wanted));
	return new Map(rows.map((row) => [row.key, { ...row, label: labelOf(row) }]));
}

/** Trust goes from 1 (a code) to 7 (a département); a commune of today goes before one that has merged. */
function meantBy(wanted: SaidPlace[]): SQL {
	return sql`
		${placesSaid(wanted)}, meant as (
			select s.key, 1 as trust, t.id from located s
				join territories t on t.id = 'commune-' || s."inseeCode"
			union all
			select s.key, case
				when t.postal_codes @> array[s."postalCode"] then 2
				when t.departement_code = coalesce(s.departement_code, s.postal_departement) then 3
				else 4 end, t.id
			from located s join territories t on t.kind = 'commune' and t.search_words = s.words
			where coalesce(s.departement_code, s.postal_departement) is null
				or t.departement_code = coalesce(s.departement_code, s.postal_departement)
				or t.postal_codes @> array[s."postalCode"]
			union all
			select s.key, 5, t.id from located s join territories t on t.kind = 'commune' and s.words is null
				and s."postalCode" <> '' and t.postal_codes @> array[s."postalCode"]
			union all
			select s.key, 6, t.id from located s join territories t on t.id = 'epci-' || s.siren
				where s.words is null
			union all
			select s.key, 7, 'departement-' || s.departement_code from located s
				where s.departement_code is not null and s.words is null
		), ranked as (
			select m.key, m.trust, n.id, case when t.id <> n.id and t.name <> n.name then t.name end as former,
				min(m.trust + case when t.became is null then 0 else 0.5 end) over (partition by m.key) as best,
				m.trust + case when t.became is null then 0 else 0.5 end as rank
			from meant m join territories t on t.id = m.id join territories n on n.id = coalesce(t.became, t.id)
		), chosen as (
			select key, id, min(former) as former, count(*) over (partition by key) as alike
			from ranked where rank = best group by key, id
		)
		select distinct on (c.key) c.key, (c.alike)::integer as alike, c.former as "formerName", t.id, t.kind, t.name, t.country,
			t.departement_code as "departementCode", t.region_code as "regionCode", t.latitude, t.longitude,
			t.is_approximate as "isApproximate"
		from chosen c join territories t on t.id = c.id
		order by c.key, t.population desc nulls last, t.id`;
}

/** What is said, with the words of the town and the code of the département, from its name, its number or the postal code. */
function placesSaid(wanted: SaidPlace[]): SQL {
	return sql`with said as materialized (
			select s.*, nullif(territory_words(s.commune), ' ') as words, case
					when s."postalCode" ~ '^20[01]' then '2A' when s."postalCode" ~ '^20' then '2B'
					when s."postalCode" ~ '^9[78]\\d{3}' then left(s."postalCode", 3)
					when s."postalCode" ~ '^\\d{5}$' then left(s."postalCode", 2) end as postal_departement,
				nullif(trim(territory_words(s.departement)), '') as departement_words
			from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as s
				(key integer, "inseeCode" text, "postalCode" text, commune text, departement text, siren text)
		), located as materialized (
			select s.*, d.code as departement_code from said s
			left join territories d on d.kind = 'departement' and (upper(s.departement_words) = d.code
				or upper(lpad(s.departement_words, 2, '0')) = d.code or trim(d.search_words) = s.departement_words)
		)`;
}

/** Which of these points lie within some 25 kilometres of a French town: the others are at sea, abroad or nowhere. While no commune is known, all are. */
export async function pointsNearTowns(
	db: Database,
	points: { key: number; latitude: number; longitude: number }[]
): Promise<Set<number>> {
	if (points.length === 0) return new Set();
	const { rows } = await db.execute<{ key: number }>(sql`
		select p.key from jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as p (key integer, latitude float8, longitude float8)
		where not exists (select from territories where kind = 'commune') or exists (select from territories t
			where t.kind = 'commune' and not t.is_approximate
			and t.latitude between p.latitude - 0.22 and p.latitude + 0.22
			and t.longitude between p.longitude - 0.32 and p.longitude + 0.32)`);
	return new Set(rows.map(({ key }) => key));
}
