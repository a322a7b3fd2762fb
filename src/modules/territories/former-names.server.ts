import { slugOf } from '#platform/slug.ts';
import type { OfficialTerritory } from './edition.server.ts';
import type { OfficialCommune, OfficialLists } from './official-lists.server.ts';
import { plainName } from './plain-name.ts';

/**
 * Communes that are parts of another now, arrondissements, and codes that were abandoned: each leads to the commune that
 * has them. One that kept its code in the new commune has an address of its own: `commune-01015-arbignieu`.
 */
export function formerRows(
	{ communes }: OfficialLists,
	current: Map<string, OfficialTerritory>
): OfficialTerritory[] {
	const rows = new Map<string, OfficialTerritory>();
	const parts = communes.filter(({ type }) => type !== 'commune-actuelle');
	for (const part of parts) keep(formerRow(part.code, part.nom, current.get(wholeCode(part))));
	for (const { code, nom, anciensCodes } of communes)
		for (const old of anciensCodes ?? []) keep(formerRow(old, nom, current.get(code)));
	return [...rows.values()];

	function keep(row: OfficialTerritory | undefined): void {
		if (row && !rows.has(row.id)) rows.set(row.id, row);
	}

	function formerRow(
		code: string,
		name: string,
		whole: OfficialTerritory | undefined
	): OfficialTerritory | undefined {
		if (!whole) return undefined;
		const sharesCode = current.has(code);
		// What only repeats the name of the whole leads nowhere else.
		if (sharesCode && plainName(name) === plainName(whole.name)) return undefined;
		const { departement_code, region_code } = whole;
		const id = sharesCode ? `commune-${code}-${slugOf(name)}` : `commune-${code}`;
		const codes = { ...(!sharesCode && { code }), departement_code, region_code };
		return { id, kind: 'commune', name, ...codes, became: whole.id };
	}
}

function wholeCode({ chefLieu, commune }: OfficialCommune): string {
	return chefLieu ?? commune ?? '';
}
