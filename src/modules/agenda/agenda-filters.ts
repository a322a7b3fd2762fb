import { cleanLine } from '#platform/fields.ts';
import { gatheringKinds, type GatheringKind } from './gathering-kinds.ts';

/** Beyond so many, gatherings are only said to be more: counting on would cost the more and tell nobody anything. */
export const mostCounted = 200;

/** What one asks of the agenda: a month, a kind, where. */
export type AgendaFilters = {
	/** Such as `2026-12`; without it, what comes next. */
	month: string | null;
	kind: GatheringKind | null;
	isPast: boolean;
	/** What one may register for now, and nothing else. */
	isOpen: boolean;
	/** The town to be near to, as one typed it, or nothing. */
	around: string;
	kilometres: number;
	/** The identifier of a territory in which it is; never with a town to be near to. */
	territory: string | null;
};

/** The distances that one can choose around a town, in kilometres. */
export const distances = [20, 50, 100, 200] as const;

/**
 * Reads what is asked from an address: `?mois=2026-12&genre=open-hour`, `?autour=Rennes&km=50`,
 * `?lieu=region-53`, `?ouvertes=1`, or `?passees=1`; what is unknown is not asked, and nothing that is over is open.
 */
export function filtersIn(search: URLSearchParams): AgendaFilters {
	const month = search.get('mois') ?? '';
	const kind = search.get('genre');
	const isPast = search.get('passees') === '1';
	const around = cleanLine(search.get('autour') ?? '').slice(0, 100);
	const territory = search.get('lieu') ?? '';
	return {
		month: /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : null,
		kind: gatheringKinds.find((known) => known === kind) ?? null,
		isPast,
		isOpen: !isPast && search.get('ouvertes') === '1',
		around,
		kilometres: distances.find((km) => String(km) === search.get('km')) ?? 50,
		territory: around === '' && /^[a-z0-9-]{1,120}$/i.test(territory) ? territory : null
	};
}

/** The address of the agenda with some of what is asked, and the rest as it was: `null` no longer asks. */
export function addressWith(filters: AgendaFilters, change: Partial<Record<keyof AgendaFilters, unknown>>) {
	const { month, kind, isPast, isOpen, around, kilometres, territory } = { ...filters, ...change };
	const asked = new URLSearchParams();
	if (month) asked.set('mois', String(month));
	if (kind) asked.set('genre', String(kind));
	if (isPast) asked.set('passees', '1');
	if (isOpen) asked.set('ouvertes', '1');
	if (around) asked.set('autour', String(around));
	if (around) asked.set('km', String(kilometres));
	else if (territory) asked.set('lieu', String(territory));
	return asked.size > 0 ? `?${asked}` : '';
}

/** The month so many months after another. */
export function monthsAfter(month: string, months: number): string {
	const [year, number] = month.split('-').map(Number);
	return new Date(Date.UTC(year!, number! - 1 + months, 1)).toISOString().slice(0, 7);
}
