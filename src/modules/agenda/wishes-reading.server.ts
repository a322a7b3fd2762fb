import { and, asc, eq, ne, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { gatherings } from './agenda.tables.ts';
import { attendedBy, wasThere } from './wishes.server.ts';
import { namedThere, wishes } from './wishes.tables.ts';

/**
 * What somebody who was at a gathering reads of going on together: once they agreed to be named, the names of the others who did,
 * and the wishes that are from them or to them. Undefined for anybody else.
 */
export async function goingOnFor(db: Database, person: Person, slug: string) {
	const gatheringId = await attendedBy(db, person, slug);
	if (!gatheringId) return undefined;
	const [gathering] = await db
		.select({ title: gatherings.title })
		.from(gatherings)
		.where(eq(gatherings.id, gatheringId));
	const isHere = eq(namedThere.gatheringId, gatheringId);
	const isNamed = (await db.$count(namedThere, and(isHere, eq(namedThere.personId, person.id)))) > 0;
	const others = !isNamed
		? []
		: await db
				.select({ id: persons.id, name: persons.name })
				.from(namedThere)
				.innerJoin(persons, eq(persons.id, namedThere.personId))
				.where(and(isHere, ne(namedThere.personId, person.id), wasThere))
				.orderBy(sql`search_key(${persons.name})`, asc(persons.id));
	const between = await wishesOf(db, person, gatheringId);
	return {
		...{ title: gathering!.title, isNamed, others },
		mine: between.filter(({ isMine }) => isMine),
		// Who is in touch has read both letters: what they wished is no longer a question.
		theirs: between.filter(({ isMine, isMet }) => !isMine && !isMet)
	};
}

async function wishesOf(db: Database, { id }: Person, gatheringId: string) {
	return db
		.select({
			id: wishes.id,
			about: wishes.about,
			name: persons.name,
			isMine: sql<boolean>`${wishes.fromId} = ${id}`,
			isMet: sql<boolean>`${wishes.metAt} is not null`
		})
		.from(wishes)
		.innerJoin(
			persons,
			sql`${persons.id} = case when ${wishes.fromId} = ${id} then ${wishes.toId} else ${wishes.fromId} end`
		)
		.where(and(eq(wishes.gatheringId, gatheringId), or(eq(wishes.fromId, id), eq(wishes.toId, id))))
		.orderBy(asc(wishes.madeAt), asc(wishes.id));
}
