import { createRequire } from 'node:module';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { applied, bring, countsIn } from './imports-for-tests.ts';
import { western } from './reading/files-for-tests.ts';

type Epci = {
	code: string;
	nom: string;
	type: string;
	populationMunicipale: number;
	membres: { code: string }[];
};

/**
 * The list of the EPCI as the State publishes it (columns of « Liste des EPCI à fiscalité propre », DGCL), with the real groups,
 * their SIREN and their population from `@etalab/decoupage-administratif` (INSEE, DGCL; Licence Ouverte 2.0 of Etalab).
 */
function listOfEpci(): string {
	const epci = createRequire(import.meta.url)('@etalab/decoupage-administratif/data/epci.json') as Epci[];
	const lines = epci.map(({ code, nom, type, populationMunicipale, membres }) =>
		[
			departementOf(membres[0]!.code),
			code,
			`"${nom}"`,
			type,
			'FPU',
			membres.length,
			populationMunicipale
		].join(';')
	);
	return `dept;siren;raison_sociale;nature_juridique;mode_financ;nb_membres;total_pop_mun\r\n${lines.join('\r\n')}\r\n`;
}

function departementOf(commune: string): string {
	return commune.startsWith('97') ? commune.slice(0, 3) : commune.slice(0, 2);
}

test('the official list of the groups of communes of France comes in through the same door, and a second time changes nothing', async ({
	db
}) => {
	// Tests begin with some départements; here are all of them.
	await db.execute(sql`delete from territories`);
	await plantTerritories(db);
	const actor = await somebody(db, { isFacilitator: true });
	const list = listOfEpci();
	const run = await applied(db, actor, western(list));
	const counts = await countsIn(db, run, 'outcome');
	const rows = list.trim().split('\r\n').length - 1;
	expect(rows).toBeGreaterThan(1200);
	expect(counts).toEqual({ created: rows });

	const { rows: found } = await db.execute(sql`
		select count(*) filter (where territory_id = 'epci-' || siren)::integer as placed, count(*)::integer as all,
			count(distinct departement_code)::integer as departements, count(*) filter (where kind = 'local-authority')::integer as authorities
		from ally_listings where is_for_public`);
	expect(found[0]).toMatchObject({ placed: rows, all: rows, authorities: rows });
	expect((found[0] as { departements: number }).departements).toBeGreaterThan(95);
	expect(await countsIn(db, await bring(db, actor, list))).toEqual({ same: rows });
}, 60_000);
