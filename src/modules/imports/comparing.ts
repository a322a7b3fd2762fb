import { hash } from 'node:crypto';
import type { FillablePage } from '../allies/bulk.server.ts';
import type { PageColumns } from '../allies/page-columns.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import { nameKey } from './name-key.ts';

/** What a file says of an organisation once its places and skills are known; nothing where it is silent. */
export type CheckedRow = {
	name: string;
	/** Its name with its town, when another organisation has the name alone. */
	otherName: string | null;
	kind: OrganisationKind | null;
	said: Partial<Record<TextAspect, string>>;
	place:
		| (Pick<PageColumns, 'territoryId' | 'placeLabel' | 'placeKind' | 'departementCode' | 'regionCode'> & {
				town: string;
		  })
		| null;
	point: { latitude: number; longitude: number; point: 'town' | 'approximate' | 'chosen' } | null;
	offers: string[];
	needs: string[];
};

const textAspects = [
	'sentence',
	'description',
	'siren',
	'siret',
	'rna',
	'website',
	'email',
	'phone',
	'address'
] as const;
type TextAspect = (typeof textAspects)[number];
export type Aspect = TextAspect | 'name' | 'kind' | 'place' | 'point';

/**
 * Where a file and a page differ. `fill`: the page says nothing; `renew`: it says what an import wrote; `conflict`: it says what
 * somebody wrote, or says nothing since somebody took away what an import had written.
 */
export type Difference = {
	aspect: Aspect;
	page: string | null;
	file: string;
	how: 'fill' | 'renew' | 'conflict';
};

/** An organisation that a row may be about. */
export type Likely = { organisationId: string; name: string; place: string | null; slug: string | null };

/** What imports wrote of an organisation and, for each aspect, the last values that were declined, as digests. */
export type Marks = { written: Record<string, string>; declined: Record<string, string> };
export const noMarks: Marks = { written: {}, declined: {} };

/** A short digest of a value: enough to know it again, without keeping it. */
export function digest(value: string): string {
	return hash('sha256', value, 'base64url').slice(0, 16);
}

/** Where a file and a page differ, one aspect after the other; what was declined before is no difference. */
export function differencesOf(row: CheckedRow, page: FillablePage, marks: Marks): Difference[] {
	const said = aspectsOf(row, page);
	return said.flatMap(({ aspect, file, mine, isSame, isGap }) => {
		if (isSame || marks.declined[aspect]?.split(' ').includes(digest(file))) return [];
		const how = howOf(aspect, mine, isGap, marks);
		return [{ aspect, page: mine, file, how }];
	});
}

function howOf(aspect: Aspect, mine: string | null, isGap: boolean, { written }: Marks): Difference['how'] {
	if (mine === null) return written[aspect] === undefined ? 'fill' : 'conflict';
	if (isGap) return 'fill';
	return written[aspect] === digest(mine) ? 'renew' : 'conflict';
}

type Compared = { aspect: Aspect; file: string; mine: string | null; isSame: boolean; isGap: boolean };

function aspectsOf(row: CheckedRow, page: FillablePage): Compared[] {
	const compared = textAspects.flatMap((aspect): Compared[] => {
		const file = row.said[aspect];
		if (file === undefined) return [];
		return [{ aspect, file, mine: page[aspect], isSame: page[aspect] === file, isGap: false }];
	});
	const numbered = row.otherName && row.said.siren && `${row.otherName} ${row.said.siren}`;
	const isSameName = [row.name, row.otherName, numbered].some(
		(name) => name && nameKey(name) === nameKey(page.name)
	);
	if (!isSameName)
		compared.unshift({ aspect: 'name', file: row.name, mine: page.name, isSame: false, isGap: false });
	if (row.kind && row.kind !== page.kind)
		compared.push({
			aspect: 'kind',
			file: row.kind,
			mine: page.kind,
			isSame: false,
			isGap: page.kind === 'other'
		});
	if (row.place) compared.push(placeCompared(row.place, page));
	const point = pointCompared(row, page);
	return point ? [...compared, point] : compared;
}

/** A place in somebody's words is made precise when they are those of the town. */
function placeCompared(place: NonNullable<CheckedRow['place']>, page: FillablePage): Compared {
	const file = place.placeLabel ?? '';
	const isSame =
		page.territoryId === place.territoryId && (place.territoryId !== null || page.placeLabel === file);
	const isGap =
		page.territoryId === null &&
		page.placeLabel !== null &&
		[place.town, file].some((name) => nameKey(name) === nameKey(page.placeLabel!));
	return { aspect: 'place', file, mine: page.placeLabel, isSame, isGap: isGap && !isSame };
}

/** Some fifty metres. */
const near = 0.0005;

/** A point that somebody chose is compared; that of a town gives way. */
function pointCompared({ point }: CheckedRow, page: FillablePage): Compared | undefined {
	if (!point) return undefined;
	const isThere = page.latitude !== null && page.longitude !== null;
	if (point.point !== 'chosen')
		return isThere
			? undefined
			: { aspect: 'point', file: written(point), mine: null, isSame: false, isGap: true };
	const isSame =
		isThere &&
		page.point === 'chosen' &&
		Math.abs(page.latitude! - point.latitude) < near &&
		Math.abs(page.longitude! - point.longitude) < near;
	const mine = isThere ? written({ latitude: page.latitude!, longitude: page.longitude! }) : null;
	return { aspect: 'point', file: written(point), mine, isSame, isGap: page.point !== 'chosen' };
}

function written({ latitude, longitude }: { latitude: number; longitude: number }): string {
	return `${latitude}, ${longitude}`;
}

/** The columns of a page that an aspect of a row writes. */
export function columnsOf(row: CheckedRow, page: FillablePage, aspect: Aspect): Partial<PageColumns> {
	if (aspect === 'name' || aspect === 'kind') return {};
	if (aspect === 'place') {
		const { town, ...columns } = row.place!;
		// The point of the former town would be wrong; one that somebody chose stays.
		const { latitude, longitude, point } = row.point ?? { latitude: null, longitude: null, point: null };
		return page.point === 'chosen' ? columns : { ...columns, latitude, longitude, point };
	}
	if (aspect === 'point') return row.point!;
	if (aspect === 'siret') return { siret: row.said.siret!, siren: row.said.siret!.slice(0, 9) };
	return { [aspect]: row.said[aspect] };
}

/** Skills that the page does not have and that no import has added before: one that somebody took away stays away. */
export function skillsToAdd(row: CheckedRow, page: FillablePage, { written: before }: Marks) {
	const missing = (side: 'offers' | 'needs') =>
		row[side].filter((id) => !page[side].includes(id) && before[`${side}:${id}`] === undefined);
	return { offers: missing('offers'), needs: missing('needs') };
}
