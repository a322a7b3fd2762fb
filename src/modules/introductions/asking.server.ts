import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { organisationsKept, subjectAt } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import { findNeed, speaksFor } from './needs.server.ts';

/** What the form that asks an ally shows: the need and the ally. Nothing for whom the need or the page is not. */
export async function requestToWrite(
	db: Database,
	person: Person,
	reader: Reader,
	needId: string,
	slug: string
) {
	const need = await findNeed(db, needId);
	if (!need?.isOpen || !(await speaksFor(db, person, need))) return undefined;
	const ally = await subjectAt(db, reader, slug);
	if (!ally) return undefined;
	return {
		need: { id: need.id, sentence: need.sentence },
		ally: { name: ally.name, slug: ally.slug },
		email: person.email
	};
}

/** What the form that offers help shows: the need, and in whose name one may offer. Nothing for whom it is not. */
export async function offerToWrite(db: Database, person: Person, reader: Reader, needId: string) {
	const need = await findNeed(db, needId);
	if (!need?.isOpen || (need.audience !== 'public' && reader !== 'allies')) return undefined;
	return {
		need: { id: need.id, sentence: need.sentence, askedBy: need.askedBy },
		isMine: await speaksFor(db, person, need),
		kept: await organisationsKept(db, person),
		email: person.email
	};
}
