import { gatheringKinds, type GatheringKind } from './gathering-kinds.ts';

/** What one asks of the agenda: a month, a kind, from where. */
export type AgendaFilters = {
	/** Such as `2026-12`; without it, what comes next. */
	month: string | null;
	kind: GatheringKind | null;
	isPast: boolean;
};

/** Reads what is asked from an address: `?mois=2026-12&genre=open-hour`, or `?passees=1`; what is unknown is not asked. */
export function filtersIn(search: URLSearchParams): AgendaFilters {
	const month = search.get('mois') ?? '';
	const kind = search.get('genre');
	return {
		month: /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : null,
		kind: gatheringKinds.find((known) => known === kind) ?? null,
		isPast: search.get('passees') === '1'
	};
}

/** The month so many months after another. */
export function monthsAfter(month: string, months: number): string {
	const [year, number] = month.split('-').map(Number);
	return new Date(Date.UTC(year!, number! - 1 + months, 1)).toISOString().slice(0, 7);
}
