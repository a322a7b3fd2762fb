import type { FillablePage } from '../allies/bulk.server.ts';
import type { PageColumns } from '../allies/page-columns.ts';
import {
	columnsOf,
	differencesOf,
	digest,
	skillsToAdd,
	type Aspect,
	type CheckedRow,
	type Difference,
	type Marks
} from './comparing.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';

/** What a row writes on a page, and what is known afterwards. */
export type Writing = {
	set: Partial<PageColumns>;
	organisation: { name?: string; kind?: OrganisationKind };
	offers: string[];
	needs: string[];
	marks: Marks;
	isNothing: boolean;
};

/**
 * What a row writes on a page as it is now: what is missing and what an import wrote; what somebody wrote only when that was
 * chosen. Nothing at all (`undefined`) when a conflict has come up for which nothing was chosen.
 */
export function writingOf(
	row: CheckedRow,
	page: FillablePage,
	marks: Marks,
	{ choice, isNew, isTwin }: { choice: string | null; isNew: boolean; isTwin: boolean }
): Writing | undefined {
	const differences = differencesOf(row, page, marks).filter(
		({ aspect }) => !isNew || (aspect !== 'name' && aspect !== 'kind')
	);
	const conflicts = differences.filter(({ how }) => how === 'conflict').map(({ aspect }) => aspect);
	// Who says which organisation is meant has not said yet that its page is wrong: it keeps what it says.
	const isKeeping = choice === 'page' || (choice !== null && choice !== 'file' && choice !== 'new');
	if (conflicts.length > 0 && !isNew && choice !== 'file' && !isKeeping) return undefined;

	const declined = choice === 'file' ? [] : conflicts;
	const aspects = differences.map(({ aspect }) => aspect).filter((aspect) => !declined.includes(aspect));
	const isTownLost = declined.includes('place') && row.point?.point !== 'chosen';
	const due = aspects.filter((aspect) => !(aspect === 'point' && isTownLost));
	const skills = skillsToAdd(row, page, marks);
	const organisation = {
		...(due.includes('name') && { name: row.name }),
		...(due.includes('kind') && { kind: row.kind! })
	};
	const set: Partial<PageColumns> = Object.assign({}, ...due.map((aspect) => columnsOf(row, page, aspect)));
	return {
		...{ set, organisation, ...skills },
		marks: marksAfter(marks, { due, declined, differences, skills }, isTwin),
		isNothing: due.length + skills.offers.length + skills.needs.length === 0
	};
}

type Known = {
	due: Aspect[];
	declined: Aspect[];
	differences: Difference[];
	skills: { offers: string[]; needs: string[] };
};

/** What a second row of the same file wrote over is declined: brought in again, the first does not take it back. */
function marksAfter(
	{ written, declined: before }: Marks,
	{ due, declined, differences, skills }: Known,
	isTwin: boolean
): Marks {
	const after: Marks = { written: { ...written }, declined: { ...before } };
	const decline = (aspect: Aspect, value: string) =>
		(after.declined[aspect] = [...(after.declined[aspect]?.split(' ') ?? []), digest(value)]
			.slice(-mostDeclined)
			.join(' '));
	for (const { aspect, file, page } of differences) {
		if (due.includes(aspect)) after.written[aspect] = digest(file);
		if (declined.includes(aspect)) decline(aspect, file);
		else if (isTwin && page !== null) decline(aspect, page);
	}
	for (const side of ['offers', 'needs'] as const)
		for (const id of skills[side]) after.written[`${side}:${id}`] = '1';
	return after;
}

const mostDeclined = 8;
