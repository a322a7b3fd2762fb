import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import { groups } from '../people/groups.tables.ts';
import { plantNotes } from '../notes/planting.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { sharedPersonas } from '../people/personas.ts';
import { GatheringInput } from './agenda.input.ts';
import { gatherings, participations } from './agenda.tables.ts';
import { columnsOf, freeSlug } from './gathering-columns.server.ts';
import { localOf } from './moments.ts';
import { daysOf, ruleOf } from './recurrence.ts';
import type { Rhythm } from './rhythms.ts';
import { openSeries, writeAhead } from './series.server.ts';

type Past = { title: string; starts: string; minutes: number; with: string[]; notes?: string };
/** A rhythm that began on a day in the past, as it is written in the form; `nights` after the first day it ends. */
export type Coming = { comesBack: Rhythm; first: string; nights?: number } & Record<
	string,
	string | number | undefined
>;

/** Plants gatherings that took place, with the organisations (by name) that took part; hours are those of Paris. */
export async function plantPastGatherings(tx: Database, past: Past[]): Promise<void> {
	const known = await tx.select({ id: organisations.id, name: organisations.name }).from(organisations);
	const idOf = new Map(known.map(({ id, name }) => [name, id]));
	for (const { title, starts, minutes, with: names, notes } of past) {
		const id = uuidv7();
		const slug = `${slugOf(title)}-${starts.slice(0, 10)}`;
		await tx.insert(gatherings).values({
			...{ id, slug, kind: 'assembly', title, summary: title, way: 'on-site' },
			...inParis(starts, minutes)
		});
		const present = names.map((name) => ({ gatheringId: id, organisationId: idOf.get(name)! }));
		await tx.insert(participations).values(present);
		if (notes) await plantNotes(tx, id, notes);
	}
}

/** Plants the rhythms of the alliance as the facilitator of the demonstration would plan them, from a day on. */
export async function plantComingGatherings(tx: Database, coming: Coming[], from: Date): Promise<void> {
	const { email } = sharedPersonas.find(({ role }) => role === 'facilitator')!;
	const [host] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.email, email));
	const yesterday = localOf(new Date(from.getTime() - 24 * 3_600_000), 'Europe/Paris').day;
	for (const { comesBack, first, nights = 0, ...written } of coming) {
		const rule = ruleOf(comesBack, first, null, 'Europe/Paris');
		const [day] = daysOf(rule, first, { after: yesterday, most: 1 });
		const lastDay = nights ? daysLater(day!, nights) : '';
		const input = v.parse(GatheringInput, { ...written, comesBack, day, lastDay });
		const groupId = input.group ? await groupNamed(tx, input.group) : null;
		const read = await columnsOf(tx, input, groupId);
		if (!read.ok) throw new Error(`no territory is called ${input.place}`);
		const placed = await openSeries(tx, input);
		const slug = await freeSlug(tx, input);
		const hostId = host?.id ?? null;
		await tx.insert(gatherings).values({ id: uuidv7(), slug, hostId, groupId, ...read.columns, ...placed });
		await writeAhead(tx, placed!.seriesId, null, from);
	}
}

async function groupNamed(tx: Database, slug: string): Promise<string> {
	const [group] = await tx.select({ id: groups.id }).from(groups).where(eq(groups.slug, slug));
	if (!group) throw new Error(`there is no group ${slug}`);
	return group.id;
}

function daysLater(day: string, days: number): string {
	return new Date(Date.parse(`${day}T12:00:00Z`) + days * 24 * 3_600_000).toISOString().slice(0, 10);
}

function inParis(starts: string, minutes: number) {
	const startsAt = sql`${starts}::timestamp at time zone 'Europe/Paris'`;
	return { startsAt, endsAt: sql`${startsAt} + ${minutes} * interval '1 minute'` };
}
