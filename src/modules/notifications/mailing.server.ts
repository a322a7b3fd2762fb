import { and, asc, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { log } from '#platform/logs.server.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { persons } from '../people/people.tables.ts';
import { kindNamed } from './catalogue.ts';
import { mailLeavesAt } from './clock.ts';
import { noticeLetter } from './notice-letter.server.ts';
import { notices } from './notifications.tables.ts';
import { clockOf, pacesOf } from './preferences.server.ts';
import { stillSeen, takeAway } from './reading.server.ts';
import type { Post } from './unsubscribing.server.ts';

const atOnce = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Every minute: mails what people were told of and have not read, at the pace that each chose, in one letter for each. That
 * it is mailed and the letter are written together, and several processes do it at once without mailing anything twice.
 */
export async function mailNotices(db: Database, post: Post, now = new Date()): Promise<void> {
	let after: string | undefined = beforeAll;
	while (after) {
		const people = await peopleDue(db, after, now);
		for (const personId of people) await mailOrLog(db, post, personId, now);
		after = people.length === atOnce ? people.at(-1) : undefined;
	}
}

async function peopleDue(db: Database, after: string, now: Date): Promise<string[]> {
	const due = await db
		.selectDistinct({ personId: notices.personId })
		.from(notices)
		.where(and(lte(notices.mailDue, now), gt(notices.personId, after)))
		.orderBy(asc(notices.personId))
		.limit(atOnce);
	return due.map(({ personId }) => personId);
}

/** What fails for one person keeps nothing from the others; it is tried again a minute later. */
async function mailOrLog(db: Database, post: Post, personId: string, now: Date): Promise<void> {
	try {
		await db.transaction((tx) => mailPerson(tx, post, personId, now));
	} catch (error) {
		log.error({ err: error }, 'the notices of a person could not be mailed');
	}
}

type Waiting = Pick<typeof notices.$inferSelect, 'id' | 'kind' | 'path' | 'details' | 'createdAt'>;

async function mailPerson(tx: Database, post: Post, personId: string, now: Date): Promise<void> {
	// Another process that is at it holds these rows; once it is done they wait no longer, and nothing is left here.
	const waiting = await tx
		.select({
			...{ id: notices.id, kind: notices.kind, path: notices.path },
			...{ details: notices.details, createdAt: notices.createdAt }
		})
		.from(notices)
		.where(and(eq(notices.personId, personId), isNotNull(notices.mailDue)))
		.orderBy(asc(notices.id))
		.for('update');
	const sorted = await sortedByPace(tx, post, personId, waiting, now);
	await settle(tx, sorted.never);
	await postpone(tx, sorted.later);

	const told = sorted.leaving.map((notice) => ({ ...notice, personId }));
	const seen = await stillSeen(tx, post.catalogue, told);
	await takeAway(
		tx,
		told.filter((_, index) => !seen[index]).map(({ id }) => id)
	);
	await mail(
		tx,
		post,
		personId,
		told.filter((_, index) => seen[index])
	);
}

/** What leaves now, what leaves at another moment, and what never does. With what leaves goes all that leaves at once. */
async function sortedByPace(
	tx: Database,
	{ catalogue }: Post,
	personId: string,
	waiting: Waiting[],
	now: Date
) {
	const paces = await pacesOf(tx, catalogue, personId);
	const clock = await clockOf(tx, personId);
	const due = waiting.map((notice) => {
		const kind = kindNamed(catalogue, notice.kind);
		const pace = kind && kind.mail !== 'by-letter' ? (paces.get(kind.family) ?? 'none') : 'none';
		return { notice, pace, at: mailLeavesAt(pace, notice.createdAt, clock) };
	});
	const isAnyLeaving = due.some(({ at }) => at !== null && at <= now);
	const leaves = ({ pace, at }: (typeof due)[number]) =>
		at !== null && (at <= now || (isAnyLeaving && pace === 'at-once'));
	return {
		leaving: due.filter(leaves).map(({ notice }) => notice),
		later: due.flatMap((one) => (one.at && !leaves(one) ? [{ id: one.notice.id, at: one.at }] : [])),
		never: due.filter(({ at }) => at === null).map(({ notice }) => notice.id)
	};
}

async function mail(tx: Database, post: Post, personId: string, told: Waiting[]): Promise<void> {
	const ids = told.map(({ id }) => id);
	if (ids.length === 0) return;
	const [person] = await tx
		.select({ id: persons.id, name: persons.name, email: persons.email, locale: persons.locale })
		.from(persons)
		.where(eq(persons.id, personId));
	if (!person?.email) return settle(tx, ids);

	await queueMail(tx, person.email, await noticeLetter(tx, post, person, told));
	await tx
		.update(notices)
		.set({ mailDue: null, mailedAt: sql`now()` })
		.where(inArray(notices.id, ids));
}

async function settle(tx: Database, ids: string[]): Promise<void> {
	if (ids.length > 0) await tx.update(notices).set({ mailDue: null }).where(inArray(notices.id, ids));
}

async function postpone(tx: Database, later: { id: string; at: Date }[]): Promise<void> {
	for (const [at, these] of Map.groupBy(later, (one) => one.at.getTime()))
		await tx
			.update(notices)
			.set({ mailDue: new Date(at) })
			.where(
				inArray(
					notices.id,
					these.map(({ id }) => id)
				)
			);
}
