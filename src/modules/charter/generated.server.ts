import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { charterInForce } from './versions.server.ts';

const firstNames =
	'Marie,Jean,Anne,Paul,Zoé,Hugo,Léa,Noël,Inès,Karim,Élise,Yann,Fatou,Rémi,Chloé,Driss,Agathe,Tom,Salomé,Loïc';
const lastNames =
	'Martin,Bernard,Petit,Durand,Moreau,Lefèvre,Garnier,Faure,Rousseau,Blanc,Guérin,Boyer,Lemaire,Dupont,Masson';
const kinds = 'local-authority,association,company,cooperative,research,network';
const titles = 'Commune de,Les Amis de,Coopérative de,Collectif de,Atelier de,Foyer rural de';

/**
 * Plants `size` invented signatures of the charter in force, as a large alliance would have: seven persons for three
 * organisations, a third of the persons private, a reservation now and then. Written by the database itself.
 */
export async function plantSignatures(tx: Database, size: number): Promise<void> {
	const version = (await charterInForce(tx))?.number;
	if (version === undefined) throw new Error('There is no charter in force to sign');

	const isPerson = sql`(n % 10) < 7`;
	const word = (list: string, every: number) =>
		sql`(string_to_array(${list}, ','))[1 + (n / ${sql.raw(String(every))}) % array_length(string_to_array(${list}, ','), 1)]`;
	const personName = sql`${word(firstNames, 1)} || ' ' || ${word(lastNames, 20)} || ' ' || n`;
	const organisationName = sql`${word(titles, 1)} || ' ' || ${word(lastNames, 6)} || '-sur-Maille ' || n`;
	await tx.execute(sql`
		create temporary table planted on commit drop as
		select n, gen_random_uuid() as person_id, gen_random_uuid() as organisation_id, gen_random_uuid() as id,
			${isPerson} as is_person, ${personName} as person_name, ${organisationName} as organisation_name
		from generate_series(1, ${size}::integer) as n`);
	await tx.execute(sql`
		insert into persons (id, name, is_invented) select person_id, person_name, true from planted`);
	await tx.execute(sql`
		insert into organisations (id, name, kind, place, is_invented)
		select organisation_id, organisation_name, ${word(kinds, 1)}, 'Maille-le-Bourg', true
		from planted where not is_person`);
	await tx.execute(sql`
		insert into charter_signatures
			(id, version, person_id, organisation_id, name, mandate, reservation, is_name_public, signed_at)
		select id, ${version}, person_id, case when not is_person then organisation_id end,
			case when is_person then person_name else organisation_name end,
			case when not is_person then 'présidence' end,
			case when n % 40 = 0 then 'Nous tenons à l’article ' || 1 + n % 11 || '.' end,
			n % 3 <> 0, now() - n * interval '20 seconds'
		from planted`);
	await tx.execute(sql`analyze persons, organisations, charter_signatures`);
}
