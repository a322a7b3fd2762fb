import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { GatheringInput } from './agenda.input.ts';
import { gatherings, gatheringSeries } from './agenda.tables.ts';
import { freeSlugs } from './gathering-columns.server.ts';
import { localOf, momentAt } from './moments.ts';
import { daysOf, minutesBetween, momentsOn, ruleOf } from './recurrence.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'agenda.planned': { gatheringId: string };
		'agenda.changed': { gatheringId: string; isMoved: boolean };
		'agenda.cancelled': { gatheringId: string };
	}
}

/** How far ahead the gatherings of a rhythm are written, and how many at once at most. */
const monthsAhead = 18;
const mostAtOnce = 200;

export type Series = typeof gatheringSeries.$inferSelect;
type Gathering = typeof gatherings.$inferSelect;
type Written = Pick<
	GatheringInput,
	'day' | 'from' | 'lastDay' | 'to' | 'timeZone' | 'comesBack' | 'comesBackUntil'
>;

/** Opens the series of a gathering that comes back; null when it does not. The first gathering is in it on its day. */
export async function openSeries(tx: Database, input: Written) {
	if (input.comesBack === 'never') return null;
	const { day, timeZone } = input;
	const rule = ruleOf(input.comesBack, day, input.comesBackUntil || null, timeZone);
	return { seriesId: await insertSeries(tx, rule, input), seriesDay: day };
}

/** Writes a series that begins with a gathering at these local hours. */
export async function insertSeries(
	tx: Database,
	rule: string,
	{ day, from, lastDay, to, timeZone }: Omit<Written, 'comesBack' | 'comesBackUntil'>
): Promise<string> {
	const id = uuidv7();
	const minutes = minutesBetween({ day, hour: from }, { day: lastDay || day, hour: to });
	const plan = { id, rule, startsOn: `${day}T${from}`, minutes, timeZone, plannedUntil: day };
	await tx.insert(gatheringSeries).values(plan);
	return id;
}

/**
 * Writes the gatherings of a series that come within eighteen months and are not written yet, at most two hundred; returns
 * how many. They are as the latest that was not changed alone.
 */
export async function writeAhead(
	tx: Database,
	seriesId: string,
	actorId: string | null = null,
	now = new Date()
): Promise<number> {
	const [series] = await tx
		.select()
		.from(gatheringSeries)
		.where(eq(gatheringSeries.id, seriesId))
		.for('update');
	if (!series || series.endedAt) return 0;
	const model = await modelOf(tx, series);
	const until = horizon(series, now);
	if (!model || series.plannedUntil >= until) return 0;

	const first = series.startsOn.slice(0, 10);
	const days = daysOf(series.rule, first, { after: series.plannedUntil, until, most: mostAtOnce });
	await insertDays(tx, series, model, days, actorId);
	const plannedUntil = days.length === mostAtOnce ? days.at(-1)! : until;
	await tx.update(gatheringSeries).set({ plannedUntil }).where(eq(gatheringSeries.id, seriesId));
	return days.length;
}

/** Every night: writes what comes within eighteen months of every rhythm that goes on. Doing it twice writes nothing twice. */
export async function writeAllAhead(db: Database, now = new Date()): Promise<number> {
	const behind = await db
		.select({ id: gatheringSeries.id })
		.from(gatheringSeries)
		.where(and(isNull(gatheringSeries.endedAt), lt(gatheringSeries.plannedUntil, monthsAfter(now, 'UTC'))));
	let count = 0;
	for (const { id } of behind) count += await db.transaction((tx) => writeAhead(tx, id, null, now));
	return count;
}

async function insertDays(
	tx: Database,
	series: Series,
	model: Gathering,
	days: string[],
	actorId: string | null
): Promise<void> {
	if (days.length === 0) return;
	const { timeZone } = series;
	const hour = series.startsOn.slice(11);
	const planned = days.map((day) => ({ day, ...momentsOn(day, hour, series.minutes, timeZone) }));
	const named = planned.map(({ startsAt }) => ({ title: model.title, startsAt, timeZone }));
	const slugs = await freeSlugs(tx, named);
	const { createdAt: _created, changedAt: _changed, ...copied } = model;
	const rows = planned.map(({ day, startsAt, endsAt }, index) => ({
		...copied,
		...{ id: uuidv7(), slug: slugs[index]!, startsAt, endsAt, timeZone, seriesDay: day },
		registrationUntil: closingLike(model, { day, startsAt })
	}));
	const written = await tx
		.insert(gatherings)
		.values(rows)
		.onConflictDoNothing()
		.returning({ id: gatherings.id });
	for (const { id } of written)
		await recordEvent(tx, { name: 'agenda.planned', actorId, details: { gatheringId: id } });
}

/** Registration closes as many days before as for another of the series, or at the beginning. */
export function closingLike(
	model: Pick<Gathering, 'registrationUntil' | 'startsAt' | 'timeZone'>,
	{ day, startsAt }: { day: string; startsAt: Date }
): Date | null {
	const { registrationUntil, timeZone } = model;
	if (!registrationUntil || registrationUntil >= model.startsAt) return registrationUntil && startsAt;
	const [closing, first] = [registrationUntil, model.startsAt].map((moment) =>
		Temporal.PlainDate.from(localOf(moment, timeZone).day)
	);
	const before = closing!.until(first!).days;
	const closes = momentAt(
		Temporal.PlainDate.from(day).subtract({ days: before }).toString(),
		'23:59',
		timeZone
	);
	return closes < startsAt ? closes : startsAt;
}

/** A gathering of the series that was not changed alone, the latest; one that was, when all were. */
async function modelOf(tx: Database, series: Series): Promise<Gathering | undefined> {
	const changedAlone = sql`(${gatherings.changedAt} > ${gatheringSeries.createdAt} and ${gatherings.changedAt} <> ${gatherings.createdAt})`;
	const [found] = await tx
		.select({ gathering: gatherings })
		.from(gatherings)
		.innerJoin(gatheringSeries, eq(gatheringSeries.id, gatherings.seriesId))
		.where(eq(gatherings.seriesId, series.id))
		.orderBy(changedAlone, sql`${gatherings.seriesDay} desc`)
		.limit(1);
	return found?.gathering;
}

function horizon({ startsOn, timeZone }: Series, now: Date): string {
	const today = monthsAfter(now, timeZone);
	const first = Temporal.PlainDate.from(startsOn.slice(0, 10)).add({ months: monthsAhead }).toString();
	return first > today ? first : today;
}

function monthsAfter(moment: Date, timeZone: string): string {
	return Temporal.PlainDate.from(localOf(moment, timeZone).day).add({ months: monthsAhead }).toString();
}
