import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { gathersFor } from './clock.ts';
import type { NoticeDetails, NoticeKindName } from './notice-kinds.ts';
import { notices } from './notifications.tables.ts';

/** What happened, whom it concerns, and the thing that it is about. */
export type Notification<Kind extends NoticeKindName> = {
	kind: Kind;
	/** Ids of persons. */
	to: string[];
	/** Whose act it was: they are not told of it. */
	by: string | null;
	/** The thing, such as `communities.message:ID`: somebody is told of it once, whatever the kind. */
	about: string;
	/** Its page without language: whoever opens it has read the notice. */
	path: string;
	details: NoticeDetails[Kind];
};

/** Tells people of a thing, inside the transaction of the change: each once, nobody of their own act. Mail follows as each chose. */
export async function notify<Kind extends NoticeKindName>(
	tx: Database,
	{ kind, to, by, about, path, details }: Notification<Kind>
): Promise<void> {
	const concerned = [...new Set(to)].filter((personId) => personId !== by).sort();
	if (concerned.length === 0) return;

	const ids = concerned.map(() => uuidv7());
	// Who was erased meanwhile is told nothing; the order keeps two tellings at once from waiting for each other.
	await tx.execute(sql`
		insert into ${notices} (id, person_id, kind, about, path, details, actor_id, mail_due)
		select told.id, told.person_id, ${kind}, ${about}, ${path}, ${JSON.stringify(details)}::jsonb, ${by}::uuid,
			now() + make_interval(secs => ${gathersFor})
		from unnest(${sql.param(ids)}::uuid[], ${sql.param(concerned)}::uuid[]) told (id, person_id)
		join persons on persons.id = told.person_id
		order by told.person_id
		on conflict (person_id, about) do nothing`);
}
