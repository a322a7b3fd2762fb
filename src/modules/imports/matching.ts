import type { FillablePage } from '../allies/bulk.server.ts';
import type { Likeness } from '../allies/bulk-matching.server.ts';
import type { CheckedRow, Likely } from './comparing.ts';
import { nameKey } from './name-key.ts';

/** An organisation that looks like a row, and by what. */
export type Candidate = { by: Likeness; page: FillablePage };

/** Which organisation a row is about: one, none (`apart` when its name is taken by another), or several that it may be. */
export type Match =
	| { is: 'one'; organisationId: string }
	| { is: 'none'; apart: boolean }
	| { is: 'several'; likely: Likely[] };

/**
 * Finds the organisation of a row: by SIREN, then by name where both are in the same place, then by address of mail. Two
 * numbers or two places that differ are two organisations, whatever their names.
 */
export function matchOf(row: CheckedRow, candidates: Candidate[]): Match {
	const by = (likeness: Likeness) =>
		distinct(candidates.filter((one) => one.by === likeness).map(({ page }) => page));
	const registered = by('siren');
	if (registered.length > 0) return oneOf(closest(row, registered));

	const named = by('name');
	const sameName = named.filter((page) => mayBe(row, page));
	if (sameName.length > 0) return oneOf(placed(row, sameName));
	const sameMail = by('email').filter((page) => mayBe(row, page));
	if (sameMail.length > 0) return oneOf(sameMail);

	const isTaken = (name: string | null) =>
		named.some((page) => name !== null && nameKey(page.name) === nameKey(name));
	if (!isTaken(row.name)) return { is: 'none', apart: false };
	if (row.otherName !== null && !isTaken(row.otherName)) return { is: 'none', apart: true };
	return { is: 'several', likely: named.map(likely) };
}

function oneOf(pages: FillablePage[]): Match {
	const [only] = pages;
	return pages.length === 1
		? { is: 'one', organisationId: only!.organisationId }
		: { is: 'several', likely: pages.map(likely) };
}

function likely({ organisationId, name, placeLabel, slug }: FillablePage): Likely {
	return { organisationId, name, place: placeLabel, slug };
}

/** Several establishments may have pages under one SIREN: the one of the same SIRET, else of the same name. */
function closest(row: CheckedRow, pages: FillablePage[]): FillablePage[] {
	if (pages.length === 1) return pages;
	const sameSiret = pages.filter(({ siret }) => siret !== null && siret === row.said.siret);
	if (sameSiret.length === 1) return sameSiret;
	const names = [row.name, row.otherName].filter((name) => name !== null).map(nameKey);
	const sameName = pages.filter(({ name }) => names.includes(nameKey(name)));
	return sameName.length === 1 ? sameName : pages;
}

/** Of two of the same name, the one that is known to be in the same place. */
function placed(row: CheckedRow, pages: FillablePage[]): FillablePage[] {
	const there = pages.filter((page) => page.placeLabel !== null && isSamePlace(row, page));
	return there.length === 1 ? there : pages;
}

function mayBe(row: CheckedRow, page: FillablePage): boolean {
	const isOther = row.said.siren !== undefined && page.siren !== null && row.said.siren !== page.siren;
	return !isOther && isSamePlace(row, page);
}

/** The same place, or one that says more precisely the other, or that is not known. */
function isSamePlace({ place }: CheckedRow, page: FillablePage): boolean {
	if (!place || page.placeLabel === null) return true;
	if (place.territoryId !== null && page.territoryId !== null) {
		if (place.territoryId === page.territoryId) return true;
		const isWide = place.placeKind === 'departement' || page.placeKind === 'departement';
		return isWide && place.departementCode === page.departementCode;
	}
	const names = [place.town, place.placeLabel ?? ''].map(nameKey);
	return (
		names.includes(nameKey(page.placeLabel)) ||
		names.includes(nameKey(page.placeLabel.replace(/\s*\(.*\)$/, '')))
	);
}

function distinct(pages: FillablePage[]): FillablePage[] {
	return [...new Map(pages.map((page) => [page.organisationId, page])).values()];
}
