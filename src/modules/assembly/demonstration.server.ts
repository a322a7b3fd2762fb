import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import { editionDays, editions, programmeVersions, sessionPeople, sessions } from './assembly.tables.ts';
import { findEdition } from './editions.server.ts';
import type { Format, ProgrammePerson } from './programme.ts';
import { draftOf } from './publishing.server.ts';

type PlantedSession = {
	title: string;
	format: string;
	minutes?: number;
	start?: string;
	speakers: { name: string; role: string }[];
	hosts: { name: string; role: string }[];
	workshops?: string[];
};
export type PlantedAssembly = {
	year: number;
	title: string;
	place: { name: string; city: string };
	days: { date: string; theme: string; sessions: PlantedSession[] }[];
};

/** Plants the programme of an assembly that took place, published: what is not known of it (most hours) stays unsaid. */
export async function plantAssemblyProgramme(tx: Database, planted: PlantedAssembly): Promise<void> {
	const id = uuidv7();
	const slug = String(planted.year);
	const days = planted.days.map(({ date }) => date);
	await tx.insert(editions).values({
		...{ id, slug, title: planted.title, place: `${planted.place.name}, ${planted.place.city}` },
		...{ startsOn: days[0]!, endsOn: days.at(-1)! }
	});
	await tx
		.insert(editionDays)
		.values(planted.days.map(({ date, theme }) => ({ editionId: id, day: date, theme })));
	let position = 0;
	for (const { date, sessions: all } of planted.days)
		for (const session of all) {
			const slotId = await plantSession(tx, { editionId: id, day: date, position: ++position }, session);
			for (const title of session.workshops ?? []) {
				const workshop = { ...{ title, format: 'workshop', speakers: [], hosts: [] } };
				await plantSession(tx, { editionId: id, day: date, position: ++position, slotId }, workshop);
			}
		}
	const edition = (await findEdition(tx, slug))!;
	const programme = await draftOf(tx, edition);
	const publishedAt = new Date(`${days[0]}T07:00:00Z`);
	await tx.insert(programmeVersions).values({ editionId: id, number: 1, programme, publishedAt });
}

type Place = { editionId: string; day: string; position: number; slotId?: string };

async function plantSession(tx: Database, place: Place, planted: PlantedSession): Promise<string> {
	const id = uuidv7();
	const { title, format, minutes = null, start: starts = null, speakers, hosts } = planted;
	const wanted = slugOf(title, 60);
	const taken = await tx
		.select({ slug: sessions.slug })
		.from(sessions)
		.where(eq(sessions.editionId, place.editionId));
	const slug = taken.some((one) => one.slug === wanted) ? `${wanted}-${place.position}` : wanted;
	await tx.insert(sessions).values({ id, slug, title, format: format as Format, minutes, starts, ...place });
	const people: ProgrammePerson[] = [
		...speakers.map((one) => ({ ...one, part: 'speaker' as const })),
		...hosts.map((one) => ({ ...one, part: 'host' as const }))
	];
	if (people.length > 0)
		await tx.insert(sessionPeople).values(people.map((one, i) => ({ sessionId: id, position: i, ...one })));
	return id;
}
