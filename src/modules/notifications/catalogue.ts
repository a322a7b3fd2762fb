import type { NoticeCatalogue, NoticeFamily, NoticeKind } from './notice-kinds.ts';
import type { Pace } from './paces.ts';

/** A kind by its name in the database; nothing when no module declares it any more. */
export function kindNamed({ kinds }: NoticeCatalogue, name: string): NoticeKind<unknown> | undefined {
	const all = kinds as Record<string, NoticeKind<unknown>>;
	return Object.hasOwn(all, name) ? all[name] : undefined;
}

function kindsOf({ kinds }: NoticeCatalogue, { name }: NoticeFamily): NoticeKind<unknown>[] {
	return (Object.values(kinds) as NoticeKind<unknown>[]).filter(({ family }) => family === name);
}

/** The pace at which a family mails, unless somebody chose otherwise. */
export function proposedPace(catalogue: NoticeCatalogue, family: NoticeFamily): Pace {
	const [own] = kindsOf(catalogue, family).flatMap(({ mail }) => (mail === 'by-letter' ? [] : [mail]));
	return own ?? 'at-once';
}

/** What one can choose of the mail of a family: a pace, whether letters leave at all, or nothing since they always do. */
export function mailChoices(catalogue: NoticeCatalogue, family: NoticeFamily): Pace[] {
	const isPaced = kindsOf(catalogue, family).some(({ mail }) => mail !== 'by-letter');
	if (isPaced) return ['at-once', 'daily', 'weekly', 'none'];
	return family.lettersAreOptional ? ['at-once', 'none'] : [];
}

const told = new WeakMap<NoticeCatalogue, string>();

/** The family of each kind, by its name: what the database needs to know which notices somebody wishes to see. */
export function familiesByKind(catalogue: NoticeCatalogue): string {
	const known = told.get(catalogue);
	if (known !== undefined) return known;
	const kinds = Object.entries(catalogue.kinds as Record<string, NoticeKind<unknown>>);
	const families = JSON.stringify(Object.fromEntries(kinds.map(([name, { family }]) => [name, family])));
	told.set(catalogue, families);
	return families;
}
