import type { FillablePage } from '../allies/bulk.server.ts';
import type { PageColumns } from '../allies/page-columns.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';

import type { Marks } from './comparing.ts';
import type { Writing } from './writing.ts';

/** What an import must know of a page to take back what it wrote. */
export type Former = {
	profileId: string;
	/** Of the page as the import left it: another means that somebody has written since. */
	version: string;
	/** Before the import; nothing when the import opened the page. */
	formerVersion: string | null;
	set: Partial<PageColumns>;
	organisation: { name?: string; kind?: OrganisationKind };
	/** Skills that were added. */
	offers: string[];
	needs: string[];
	written: Record<string, string> | null;
	declined: Record<string, string> | null;
};

/** What must be known to take a writing back; `version` is that of the page after it, and `marks` those before it. */
export function formerOf(
	page: FillablePage,
	writing: Writing,
	version: string,
	marks: Marks | null,
	isNew: boolean
): Former {
	const { name, kind } = writing.organisation;
	const columns = Object.keys(writing.set) as (keyof typeof writing.set)[];
	return {
		profileId: page.profileId!,
		version,
		formerVersion: isNew ? null : page.version,
		set: isNew ? {} : Object.fromEntries(columns.map((column) => [column, page[column]])),
		organisation: { ...(name && { name: page.name }), ...(kind && { kind: page.kind }) },
		offers: writing.offers,
		needs: writing.needs,
		written: marks?.written ?? null,
		declined: marks?.declined ?? null
	};
}
