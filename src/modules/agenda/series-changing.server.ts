import { and, asc, eq, gte, notExists, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import type { GatheringInput } from './agenda.input.ts';
import { gatheringCancellations, gatherings, gatheringSeries } from './agenda.tables.ts';
import type { GatheringColumns } from './gathering-columns.server.ts';
import { localOf } from './moments.ts';
import { daysOf, momentsOn, readRule, ruleOf, ruleUntil } from './recurrence.ts';
import { seatsChanged, seatsTooMany } from './seats-changing.server.ts';
import { closingLike, insertSeries, writeAhead, type Series } from './series.server.ts';

type Gathering = typeof gatherings.$inferSelect;

/**
 * Changes a gathering and all that follow in its series: a new series begins with it, on a new day when its day changed.
 * One that was moved alone keeps its day and hours and takes the rest; cancelled ones stay as they are. Where more people have
 * a seat in one of them than there would be, nothing is changed, and it says how many they are.
 */
export async function changeFollowing(
	tx: Database,
	person: Person,
	gathering: Gathering,
	input: GatheringInput,
	columns: GatheringColumns
): Promise<number | undefined> {
	const former = await holdSeries(tx, gathering);
	const rows = await following(tx, gathering);
	for (const { id, isCancelled } of rows) {
		const seated = isCancelled ? undefined : await seatsTooMany(tx, id, columns.capacity);
		if (seated) return seated;
	}
	const isSameDay = input.day === localOf(gathering.startsAt, gathering.timeZone).day;
	const first = isSameDay ? gathering.seriesDay! : input.day;
	const shift = daysFrom(input.day, first);
	const lastDay = shiftDay(input.lastDay || input.day, shift);
	const { timeZone } = input;
	const rule = ruleFollowing(former, first, timeZone);
	const id = await insertSeries(tx, rule, { ...input, day: first, lastDay });
	const [series] = await tx.select().from(gatheringSeries).where(eq(gatheringSeries.id, id));

	const endless = rule.replace(/;UNTIL=[^;]*/, '');
	const days = daysOf(endless, first, { after: shiftDay(first, -1), most: rows.length });
	for (const [index, row] of rows.entries()) {
		const isIt = row.id === gathering.id;
		const kept = { startsAt: row.startsAt, endsAt: row.endsAt, timeZone: row.timeZone };
		const planned = { ...momentsOn(days[index]!, input.from, series!.minutes, timeZone), timeZone };
		const moments = isIt ? pick(input) : wasMoved(former, row) ? kept : planned;
		await rewrite(tx, person, row, { seriesId: id, seriesDay: days[index]! }, columns, moments);
	}
	await tx
		.update(gatheringSeries)
		.set({ plannedUntil: days.at(-1)! })
		.where(eq(gatheringSeries.id, id));
	await endSeries(tx, former, gathering);
	await writeAhead(tx, id, person.id);
	return undefined;
}

/** Cancels a gathering and all that follow, and ends their series; what came before stays. */
export async function endFollowing(
	tx: Database,
	person: Person,
	gathering: Gathering,
	reason: string
): Promise<void> {
	const former = await holdSeries(tx, gathering);
	const rows = (await following(tx, gathering)).filter(({ isCancelled }) => !isCancelled);
	const cancelled = rows.map(({ id }) => ({ gatheringId: id, reason, cancelledBy: person.id }));
	await tx.insert(gatheringCancellations).values(cancelled);
	for (const { id } of rows)
		await recordEvent(tx, { name: 'agenda.cancelled', actorId: person.id, details: { gatheringId: id } });
	await endSeries(tx, former, gathering);
}

type Following = Awaited<ReturnType<typeof following>>[number];
type Moments = Pick<Gathering, 'startsAt' | 'endsAt' | 'timeZone'>;

async function rewrite(
	tx: Database,
	person: Person,
	row: Following,
	placed: { seriesId: string; seriesDay: string },
	columns: GatheringColumns,
	moments: Moments
): Promise<void> {
	if (row.isCancelled) {
		await tx.update(gatherings).set(placed).where(eq(gatherings.id, row.id));
		return;
	}
	const { day } = localOf(moments.startsAt, moments.timeZone);
	const registrationUntil = closingLike(columns, { day, startsAt: moments.startsAt });
	await tx
		.update(gatherings)
		.set({ ...columns, ...placed, ...moments, registrationUntil, changedAt: sql`now()` })
		.where(eq(gatherings.id, row.id));
	const isMoved = +row.startsAt !== +moments.startsAt || +row.endsAt !== +moments.endsAt;
	await seatsChanged(tx, row.id, isMoved);
	const details = { gatheringId: row.id, isMoved };
	await recordEvent(tx, { name: 'agenda.changed', actorId: person.id, details });
}

async function holdSeries(tx: Database, { seriesId }: Gathering): Promise<Series> {
	const [series] = await tx
		.select()
		.from(gatheringSeries)
		.where(eq(gatheringSeries.id, seriesId!))
		.for('update');
	return series!;
}

async function following(tx: Database, { seriesId, seriesDay }: Gathering) {
	return tx
		.select({
			...{ id: gatherings.id, startsAt: gatherings.startsAt, endsAt: gatherings.endsAt },
			...{ timeZone: gatherings.timeZone, seriesDay: gatherings.seriesDay },
			isCancelled: sql<boolean>`exists (select from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})`
		})
		.from(gatherings)
		.where(and(eq(gatherings.seriesId, seriesId!), gte(gatherings.seriesDay, seriesDay!)))
		.orderBy(asc(gatherings.seriesDay))
		.for('update');
}

/** A series goes on until the day before one of its gatherings; one that has none left goes. */
async function endSeries(tx: Database, series: Series, { seriesDay }: Gathering): Promise<void> {
	const rule = ruleUntil(series.rule, shiftDay(seriesDay!, -1), series.timeZone);
	await tx
		.update(gatheringSeries)
		.set({ rule, endedAt: sql`now()` })
		.where(eq(gatheringSeries.id, series.id));
	const used = tx.select().from(gatherings).where(eq(gatherings.seriesId, series.id));
	await tx.delete(gatheringSeries).where(and(eq(gatheringSeries.id, series.id), notExists(used)));
}

/** The same rhythm from another first day on: “the first Tuesday” becomes what that day is in its month. */
function ruleFollowing(series: Series, first: string, timeZone: string): string {
	const { rhythm, until } = readRule(series.rule, series.startsOn, series.timeZone);
	const isOfSeries = daysOf(series.rule, series.startsOn.slice(0, 10), {
		after: shiftDay(first, -1),
		until: first,
		most: 1
	}).length;
	if (isOfSeries || !rhythm) return until === null ? series.rule : ruleUntil(series.rule, until, timeZone);
	return ruleOf(rhythm, first, until, timeZone);
}

function wasMoved(series: Series, row: Following): boolean {
	const planned = momentsOn(row.seriesDay!, series.startsOn.slice(11), series.minutes, series.timeZone);
	return +planned.startsAt !== +row.startsAt || +planned.endsAt !== +row.endsAt;
}

const pick = ({ startsAt, endsAt, timeZone }: Moments): Moments => ({ startsAt, endsAt, timeZone });

function shiftDay(day: string, days: number): string {
	return Temporal.PlainDate.from(day).add({ days }).toString();
}

function daysFrom(one: string, other: string): number {
	return Temporal.PlainDate.from(one).until(Temporal.PlainDate.from(other)).days;
}
