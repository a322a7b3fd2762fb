import { sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '../database.server.ts';
import { pageOf, type PageOf, type Place } from '../paging.ts';
import { answerTo, isReadBy, type Direction } from './finding-query.server.ts';
import type { SearchAudience } from './search.tables.ts';

export type FoundRow = {
	kind: string;
	ref: string;
	rank: number;
	url: string;
	title: string;
	aliases: string;
	summary: string;
	body: string;
};

/** How much was found of a kind: all of it, or (`isMore`) at least so much. */
export type KindCount = { kind: string; count: number; isMore: boolean };

/** A page of what has all the words, best first, and how much of each kind has them. */
export async function findEntries(
	db: Database,
	audience: SearchAudience,
	typed: string,
	{ kind, place, size }: { kind: string | null; place: Place; size: number }
): Promise<{ page: PageOf<FoundRow>; counts: KindCount[] }> {
	const key = readKey(place);
	const direction = key && place.after === undefined ? 'before' : 'after';
	const [answer] = await searches(db)[audience][direction].execute({
		typed,
		chosen: kind,
		size: size + 1,
		rank: key?.rank ?? null,
		kind: key?.kind ?? null,
		ref: key?.ref ?? null
	});
	const { rows, counts } = answer!;
	return { page: pageOf(rows, size, key ? place : {}, keyOf), counts };
}

function keyOf({ rank, kind, ref }: FoundRow): string {
	return `${rank}_${kind}_${ref}`;
}

/** The parts of a key; of one that nobody gave us, nothing. */
function readKey({ after, before }: Place) {
	const [, rank, kind, ref] = /^(\d{1,9})_([a-z-]+)_(.+)$/s.exec(after ?? before ?? '') ?? [];
	return rank && kind && ref ? { rank: Number(rank), kind, ref } : null;
}

const searches = oncePerDatabase((db) => ({
	public: { after: prepare(db, 'public', 'after'), before: prepare(db, 'public', 'before') },
	allies: { after: prepare(db, 'allies', 'after'), before: prepare(db, 'allies', 'before') }
}));

function prepare(db: Database, audience: SearchAudience, direction: Direction) {
	return db
		.select({ rows: sql<FoundRow[]>`answer.rows`, counts: sql<KindCount[]>`answer.counts` })
		.from(answerTo(isReadBy[audience], direction))
		.prepare(`search_${audience}_${direction}`);
}
