import type { Database } from '#platform/database.server.ts';
import {
	blankPage,
	fillPages,
	fillablePages,
	openFilledPages,
	type FillablePage
} from '../allies/bulk.server.ts';
import { ensureProfiles, readdress } from '../allies/profiles.server.ts';
import { changeOrganisations, foundOrganisations } from '../people/organisations-in-bulk.server.ts';
import type { Aimed } from './aiming.server.ts';
import { noMarks, type Marks } from './comparing.ts';
import { formerOf, type Former } from './former.ts';
import type { importRuns } from './imports.tables.ts';
import { keepMarks, marksOf } from './marks.server.ts';
import type { Outcome } from './steps.ts';
import { writingOf, type Writing } from './writing.ts';

type Run = typeof importRuns.$inferSelect;
type Due = Aimed & { page: FillablePage; writing: Writing; before: Marks | null };
export type Written = {
	number: number;
	outcome: Outcome;
	organisationId: string | null;
	former: Former | null;
};

/** Opens and fills the pages of these rows; says what came of each. One for which nothing may be written is left. */
export async function writePages(tx: Database, run: Run, aimed: Aimed[]): Promise<Written[]> {
	const founding = aimed.filter(({ isNew }) => isNew).map((one) => foundingOf(one, run));
	const founded = await foundOrganisations(tx, run.startedBy, founding);
	const standing = aimed.filter(({ isNew, organisationId }) => !isNew || founded.has(organisationId));
	const due = await writingsOf(tx, run, standing);
	const versions = await write(tx, run, due);
	const written = new Map(due.map((one) => [one.row.number, outcomeOf(one, versions)]));
	return aimed.map(({ row: { number }, organisationId, isNew }) => {
		const left = { outcome: 'left' as const, organisationId: isNew ? null : organisationId, former: null };
		return { number, ...(written.get(number) ?? left) };
	});
}

function foundingOf({ row: { checked, choice }, organisationId }: Aimed, { usualKind }: Run) {
	const { name, otherName, kind, place } = checked!;
	// A page of its own for one whose name another has: it is named with its town.
	const own = choice === 'new' ? (otherName ?? name) : name;
	return {
		id: organisationId,
		name: own,
		kind: kind ?? usualKind,
		place: place?.placeLabel?.slice(0, 160) ?? null
	};
}

async function writingsOf(tx: Database, run: Run, standing: Aimed[]): Promise<Due[]> {
	const ids = standing.flatMap(({ organisationId, isNew }) => (isNew ? [] : [organisationId]));
	await ensureProfiles(tx, ids, run.audience);
	const pages = await fillablePages(tx, ids, { held: true });
	const marks = await marksOf(tx, ids);
	return standing.flatMap((one) => {
		const { row, organisationId, isNew } = one;
		const page = isNew ? blankPage(foundingOf(one, run)) : pages.get(organisationId);
		if (!page || !row.checked) return [];
		const before = marks.get(organisationId) ?? null;
		const how = { choice: row.choice, isNew, isTwin: row.twinOf !== null };
		const writing = writingOf(row.checked, page, before ?? noMarks, how);
		return writing ? [{ ...one, page, writing, before }] : [];
	});
}

type Version = { profileId: string; version: string };

/** Says the page of each organisation, and its new version. */
async function write(tx: Database, run: Run, all: Due[]): Promise<Map<string, Version>> {
	await keepMarks(
		tx,
		all.map(({ organisationId, writing: { marks } }) => ({ organisationId, marks }))
	);
	const opening = all.filter(({ isNew }) => isNew);
	const opened = await openFilledPages(
		tx,
		run.startedBy,
		run.audience,
		opening.map(({ organisationId, page: { name }, writing: { set, offers, needs } }) => ({
			...{ organisationId, name, set, offers, needs }
		}))
	);
	const due = all.filter(({ isNew, writing }) => !isNew && !writing.isNothing);
	await rename(tx, due);
	const versions = await fillPages(
		tx,
		run.startedBy,
		due.map(({ page, writing: { set, offers, needs } }) => ({
			...{ profileId: page.profileId!, set, offers, needs }
		}))
	);
	const filled = due.map(({ organisationId, page: { profileId } }): [string, Version] => [
		organisationId,
		{ profileId: profileId!, version: versions.get(profileId!)! }
	]);
	return new Map([...opened, ...filled]);
}

async function rename(tx: Database, due: Due[]): Promise<void> {
	const renaming = due.filter(({ writing }) => Object.keys(writing.organisation).length > 0);
	const changed = await changeOrganisations(
		tx,
		renaming.map(({ organisationId, writing }) => ({ id: organisationId, ...writing.organisation }))
	);
	for (const { organisationId, writing, page } of renaming)
		if (writing.organisation.name && changed.has(organisationId))
			await readdress(tx, page.profileId!, writing.organisation.name);
}

function outcomeOf({ page, writing, before, isNew, organisationId }: Due, pages: Map<string, Version>) {
	const written = pages.get(organisationId);
	if (!written) return { outcome: 'unchanged' as const, organisationId, former: null };
	const former = formerOf({ ...page, profileId: written.profileId }, writing, written.version, before, isNew);
	return { outcome: isNew ? ('created' as const) : ('changed' as const), organisationId, former };
}
