import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Text } from './charts/chart.ts';
import { votesOf } from './charts/of-kind.ts';
import { roomContributions, roomTallies } from './answers.tables.ts';
import { hatOf } from './kinds/hats.ts';
import { stepsOf, type Step } from './steps.ts';
import { roomSeats } from './room.tables.ts';

/** How many texts a wall or a phone shows. */
const mostShown = 60;
/** And a board, which has several columns. */
const mostOnBoard = 240;
/** Kinds in which people write for others to read. */
const written = new Set(['open', 'questions', 'statements', 'hats', 'pairs', 'fish-bowl']);

type Row = {
	id: string;
	number: number;
	text: string;
	by: string | null;
	step: number;
	state: Text['state'];
	isAnswered: boolean;
	isKept: boolean;
	author: string;
	supports: number;
	votes: Record<string, number> | null;
	all: number;
};

/**
 * What people wrote for others: the questions that most support first and those that were answered last, statements in their order, the rest
 * with the latest first. What waits or is hidden is for hosts, and what waits comes before the rest.
 */
export async function textsOf(
	db: Database,
	{ id, kind, settings }: { id: string; kind: string; settings: unknown },
	isHost: boolean,
	most = kind === 'hats' || kind === 'pairs' ? mostOnBoard : mostShown
): Promise<{ texts: Text[]; all: number }> {
	if (!written.has(kind)) return { texts: [], all: 0 };
	const order = {
		questions: sql`(c.answered_at is not null), supports desc, c.number`,
		statements: sql`c.number`,
		'fish-bowl': sql`c.number`
	}[kind];
	const seenByAll = kind === 'fish-bowl' ? sql`and c.state <> 'hidden'` : sql`and c.state = 'shown'`;
	const seen = isHost && kind !== 'fish-bowl' ? sql`` : seenByAll;
	const { rows } = await db.execute<Row>(sql`
		select c.id, c.author, c.number, c.text, s.name as by, c.step, c.state, c.answered_at is not null as "isAnswered",
			c.kept_at is not null as "isKept", t.votes, coalesce((t.votes ->> 'support')::int, 0) as supports,
			count(*) over ()::int as all
		from ${roomContributions} c
		left join ${roomSeats} s on s.key = c.seat
		left join lateral (
			select jsonb_object_agg(split_part(t.key, ':', 2), t.weight) as votes
			from ${roomTallies} t
			where t.activity_id = c.activity_id and t.key in (${sql.join(keys(kind), sql`, `)})
		) t on true
		where c.activity_id = ${id} and c.merged_into is null ${seen}
		order by c.state <> 'waiting', c.state = 'hidden', ${order ?? sql`c.number desc`}
		limit ${most}`);
	const steps = stepsOf({ kind, settings });
	const texts = rows.map(({ all: _, supports: __, author, votes, ...row }) => {
		return { ...row, votes: votes ?? {}, column: columnOf(steps[row.step], author) };
	});
	return { texts, all: rows[0]?.all ?? 0 };
}

/** The hat under which, or the round after which, something was written. */
export function columnOf(step: Step | undefined, author: string): string {
	if (!step) return '';
	if (step.phase === 'talk' || step.phase === 'gather') return String(step.round);
	return step.hat ?? hatOf(author);
}

function keys(kind: string) {
	const words = votesOf[kind] ?? [''];
	return words.map((word) => sql`c.id::text || ${`:${word}`}`);
}
