import type { Database } from '#platform/database.server.ts';
import type { Place } from '#platform/paging.ts';
import type { Reader } from '../allies/audiences.ts';
import { organisationsKept } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import { skillChoices } from '../skills/choosing.server.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { dayOf, daysAfter } from './days.ts';
import { findNeed, needsOf, openNeeds, speaksFor } from './needs.server.ts';
import { toAnswer } from './reading.server.ts';
import { shortListOf } from './shortlist.server.ts';

/** What the page of help shows to somebody: their needs, what waits for their answer, and what others look for. */
export async function helpRoom(db: Database, person: Person | null, reader: Reader, place: Place) {
	return {
		mine: person ? await needsOf(db, person) : [],
		toAnswer: person ? await toAnswer(db, person) : 0,
		others: await openNeeds(db, reader, place)
	};
}

/** What the form of a need offers to somebody: in whose name, which skills, and a day to begin with. */
export async function needChoices(db: Database, person: Person) {
	return {
		kept: await organisationsKept(db, person),
		skills: await skillChoices(db, []),
		until: daysAfter(dayOf(new Date()), 60)
	};
}

/**
 * A need to be read: by its author with who could help, by others with a way to offer help. Nothing for those from whom it
 * is hidden.
 */
export async function needToRead(db: Database, person: Person | null, reader: Reader, id: string) {
	const need = await findNeed(db, id);
	if (!need) return undefined;
	const isMine = await speaksFor(db, person, need);
	if (!isMine && (reader !== 'allies' || !need.isOpen) && !(need.audience === 'public' && need.isOpen))
		return undefined;
	const named = await skillsNamed(db, need.skillIds);
	const { sentence, audience, placeLabel, until, openedAt, askedBy, isOpen } = need;
	const suggestions = isMine && isOpen ? await shortListOf(db, reader, id) : [];
	return {
		need: { id, sentence, audience, placeLabel, until, openedAt, askedBy, isOpen },
		skills: need.skillIds.flatMap((skillId) => named.get(skillId) ?? []),
		isMine,
		suggestions: suggestions.map(({ subject, ...suggestion }) => suggestion)
	};
}
