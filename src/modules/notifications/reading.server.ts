import { and, asc, desc, eq, gt, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import type { Person } from '../people/people.server.ts';
import { familiesByKind, kindNamed } from './catalogue.ts';
import type { NoticeCatalogue } from './notice-kinds.ts';
import { notices } from './notifications.tables.ts';
import { manyUnread } from './unread.ts';

const pageSize = 30;

/** The notices that somebody wishes to see on the page: of a kind that there is, in a family that they did not refuse. */
function isShown(families: SQL | ReturnType<typeof sql.placeholder>): SQL {
	const family = sql`(${families}::jsonb ->> ${notices.kind})`;
	return sql`${family} is not null and not exists (select from notice_preferences p
		where p.person_id = ${notices.personId} and p.channel = 'page' and p.pace = 'none' and p.family = ${family})`;
}

const unread = oncePerDatabase((db) => {
	const some = db
		.select({ one: sql`1` })
		.from(notices)
		.where(
			and(
				eq(notices.personId, sql.placeholder('person')),
				isNull(notices.readAt),
				isShown(sql.placeholder('families'))
			)
		)
		.limit(manyUnread)
		.as('some');
	return db
		.select({ count: sql<number>`count(*)::int` })
		.from(some)
		.prepare('unread_notices');
});

/** How many notices somebody has not read, {@link manyUnread} at most. */
export async function unreadCount(
	db: Database,
	catalogue: NoticeCatalogue,
	person: { id: string }
): Promise<number> {
	const [found] = await unread(db).execute({ person: person.id, families: familiesByKind(catalogue) });
	return found?.count ?? 0;
}

export type NoticeShown = {
	id: string;
	title: string;
	excerpt: string | undefined;
	path: string;
	createdAt: Date;
	isUnread: boolean;
};

/**
 * The notices of somebody, newest first, or those that they have not read. What they may no longer see is taken away from
 * them.
 */
export async function noticesOf(
	db: Database,
	catalogue: NoticeCatalogue,
	person: Person,
	which: 'unread' | 'all',
	place: Place
): Promise<PageOf<NoticeShown>> {
	for (;;) {
		const found = await pageFrom(db, catalogue, person, which, place);
		const seen = await stillSeen(
			db,
			catalogue,
			found.map((notice) => ({ ...notice, personId: person.id }))
		);
		const gone = found.filter((_, index) => !seen[index]);
		if (gone.length === 0) {
			const page = pageOf(found, pageSize, place, ({ id }) => id);
			return { ...page, lines: page.lines.map((notice) => inWords(catalogue, notice)) };
		}
		await takeAway(
			db,
			gone.map(({ id }) => id)
		);
	}
}

type Row = Pick<typeof notices.$inferSelect, 'id' | 'kind' | 'path' | 'details' | 'createdAt' | 'readAt'>;

async function pageFrom(
	db: Database,
	catalogue: NoticeCatalogue,
	person: Person,
	which: 'unread' | 'all',
	{ after, before }: Place
): Promise<Row[]> {
	const isBackwards = before !== undefined && isUuid(before);
	const beyond = isBackwards
		? gt(notices.id, before)
		: after !== undefined && isUuid(after)
			? lt(notices.id, after)
			: undefined;
	return db
		.select({
			...{ id: notices.id, kind: notices.kind, path: notices.path, details: notices.details },
			...{ createdAt: notices.createdAt, readAt: notices.readAt }
		})
		.from(notices)
		.where(
			and(
				eq(notices.personId, person.id),
				which === 'unread' ? isNull(notices.readAt) : undefined,
				isShown(sql`${familiesByKind(catalogue)}`),
				beyond
			)
		)
		.orderBy(isBackwards ? asc(notices.id) : desc(notices.id))
		.limit(pageSize + 1);
}

function inWords(
	catalogue: NoticeCatalogue,
	{ id, kind, path, details, createdAt, readAt }: Row
): NoticeShown {
	const { title, excerpt } = kindNamed(catalogue, kind)!;
	return {
		...{ id, path, createdAt, isUnread: readAt === null },
		...{ title: title(details), excerpt: excerpt?.(details) }
	};
}

/** Whether each of these may still be seen by whom it tells, asked once for each kind. */
export async function stillSeen(
	db: Database,
	catalogue: NoticeCatalogue,
	told: { kind: string; personId: string; details: unknown }[]
): Promise<boolean[]> {
	const seen = told.map(() => false);
	const byKind = Map.groupBy(told.keys(), (index) => told[index]!.kind);
	for (const [name, indexes] of byKind) {
		const kind = kindNamed(catalogue, name);
		const these = indexes.map((index) => told[index]!);
		const answers = await kind?.stillSees(
			db,
			these.map(({ personId }) => personId),
			these.map(({ details }) => details)
		);
		indexes.forEach((index, at) => (seen[index] = answers?.[at] ?? false));
	}
	return seen;
}

/** Takes notices away from those who may no longer see what they tell of. */
export async function takeAway(db: Database, ids: string[]): Promise<void> {
	if (ids.length > 0) await db.delete(notices).where(inArray(notices.id, ids));
}
