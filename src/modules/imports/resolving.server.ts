import type { Database } from '#platform/database.server.ts';
import { skillsCalled } from '../skills/finding.server.ts';
import { placesMeant, pointsNearTowns, type MeantPlace } from '../territories/finding-in-bulk.server.ts';
import type { CheckedRow } from './comparing.ts';
import { distanceInKilometres, isAroundFrance } from './distance.ts';
import type { Problem } from './problems.ts';
import type { ParsedRow } from './row.ts';

type Read = { number: number; parsed: ParsedRow; problems: Problem[] };
type Known = {
	places: Map<number, MeantPlace>;
	onLand: Set<number>;
	skills: Map<string, string>;
};

/** Puts our own places and skills in the place of the words of a file; what is not understood is told. */
export async function resolveRows(
	db: Database,
	rows: Read[],
	choices: Record<string, string>
): Promise<{ number: number; checked: CheckedRow; problems: Problem[] }[]> {
	const places = await placesMeant(
		db,
		rows
			.filter(({ parsed: { place, siren } }) => siren !== null || Object.values(place).some(Boolean))
			.map(({ number, parsed: { place, siren } }) => ({ key: number, ...place, siren }))
	);
	const points = rows.flatMap(({ number, parsed: { point } }) => (point ? [{ key: number, ...point }] : []));
	const words = [...new Set(rows.flatMap(({ parsed: { offers, needs } }) => [...offers, ...needs]))];
	const called = await skillsCalled(db, words);
	const skills = new Map([...called, ...Object.entries(choices)]);
	const known = { places, onLand: await pointsNearTowns(db, points), skills };
	return rows.map((row) => resolved(row, known));
}

function resolved({ number, parsed, problems }: Read, known: Known) {
	const told = [...problems];
	const meant = known.places.get(number);
	const place = placeOf(parsed, meant, told);
	const town = meant && place?.territoryId ? meant : undefined;
	const said = Object.fromEntries(
		(
			['sentence', 'description', 'siren', 'siret', 'rna', 'website', 'email', 'phone', 'address'] as const
		).flatMap((aspect) => (parsed[aspect] === null ? [] : [[aspect, parsed[aspect]]]))
	) as CheckedRow['said'];
	const checked: CheckedRow = {
		name: parsed.name,
		otherName: place ? `${parsed.name} (${apartBy(place)})`.slice(0, 160) : null,
		kind: parsed.kind,
		said,
		place,
		point: pointOf(number, parsed, town, known, told),
		offers: skillsOf(parsed.offers, 'offers', known, told),
		needs: skillsOf(parsed.needs, 'needs', known, told)
	};
	return { number, checked, problems: told };
}

/** A group of communes has no town: its département tells it from another of its name. */
function apartBy({ placeKind, departementCode, town }: NonNullable<CheckedRow['place']>): string {
	return placeKind === 'commune' ? town : (departementCode ?? town);
}

/** The territory that is meant, else the place in the words of the file. */
function placeOf({ place }: ParsedRow, meant: MeantPlace | undefined, told: Problem[]): CheckedRow['place'] {
	const typed = [place.postalCode, place.commune || place.inseeCode, place.departement]
		.filter(Boolean)
		.join(' ');
	const inWords = place.commune || place.departement;
	if (!meant || meant.alike > 1) {
		if (typed !== '')
			told.push({ code: meant ? 'place-several' : 'place-unknown', field: 'commune', value: typed });
		if (inWords === '') return null;
		const nowhere = { territoryId: null, placeKind: null, departementCode: null, regionCode: null };
		return { ...nowhere, placeLabel: inWords, town: inWords };
	}
	if (meant.formerName !== null)
		told.push({ code: 'place-merged', field: 'commune', value: `${meant.formerName} → ${meant.name}` });
	const { id, label, kind, departementCode, regionCode, name } = meant;
	return { territoryId: id, placeLabel: label, placeKind: kind, departementCode, regionCode, town: name };
}

/** Further than this from its town, a point is that of something else. */
const farthest = 60;

/** The point of the file when it can be right, else that of the town. */
function pointOf(
	number: number,
	{ point }: ParsedRow,
	town: MeantPlace | undefined,
	{ onLand }: Known,
	told: Problem[]
): CheckedRow['point'] {
	const ofTown = townPoint(town);
	if (!point) return ofTown;
	const value = `${point.latitude}, ${point.longitude}`;
	if (town && ofTown && town.kind === 'commune') {
		const kilometres = distanceInKilometres(point, ofTown);
		if (kilometres > farthest * (town.isApproximate ? 2 : 1)) {
			told.push({ code: 'point-far', field: 'latitude', value: `${value} (${Math.round(kilometres)} km)` });
			return ofTown;
		}
	}
	if (isAroundFrance(point) && !onLand.has(number)) {
		told.push({ code: 'point-at-sea', field: 'latitude', value });
		return ofTown;
	}
	return { ...point, point: 'chosen' };
}

function townPoint(town: MeantPlace | undefined): CheckedRow['point'] {
	if (!town || town.latitude === null || town.longitude === null) return null;
	const { latitude, longitude, isApproximate } = town;
	return { latitude, longitude, point: isApproximate ? 'approximate' : 'town' };
}

function skillsOf(words: string[], field: 'offers' | 'needs', { skills }: Known, told: Problem[]): string[] {
	const ids = words.flatMap((word) => {
		const id = skills.get(word);
		if (id === undefined) told.push({ code: 'skill-unknown', field, value: word });
		return id ? [id] : [];
	});
	return [...new Set(ids)].toSorted();
}
