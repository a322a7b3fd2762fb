import { notInArray, sql } from 'drizzle-orm';
import type { Database } from '../database.server.ts';
import { fileEntries, withWordsIndexedAtTheEnd, type SearchEntry } from './filing.server.ts';
import { searchEntries } from './search.tables.ts';
import { forgetSearchWords } from './vocabulary.server.ts';

/** Things of one kind that can be found; each module lists its own in `wiring/searchables.ts`. */
export type Searchable = {
	/** Names the kind, in the rows and in addresses: `article`. */
	kind: string;
	/** Names the kind to people, in the current language: “Articles de la charte”. */
	label(): string;
	/** What one finds of each of these things; one that is no longer there has no entry. */
	entries(db: Database, refs: string[]): Promise<Map<string, SearchEntry[]>>;
	/** Everything of this kind that there is. */
	refs(db: Database): AsyncIterable<string>;
};

const refsAtOnce = 2000;
/** More locks than these would take too much of the server. */
const mostLocks = 100;

const pageSize = 1000;

/** The ids that `pageAfter` reads page after page, in the order of their ids: the `refs` of things that are rows. */
export async function* idsByPage(
	pageAfter: (last: string, size: number) => Promise<{ id: string }[]>
): AsyncGenerator<string> {
	for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
		const page = await pageAfter(last, pageSize);
		for (const { id } of page) yield id;
		if (page.length < pageSize) return;
		last = page.at(-1)!.id;
	}
}

/** Files these things again as they are now: what handlers of events call. */
export async function refile(tx: Database, searchable: Searchable, refs: string[]): Promise<void> {
	if (refs.length === 0) return;
	if (refs.length <= mostLocks) {
		await holdRefs(tx, searchable.kind, refs);
		return fileAgain(tx, searchable, refs);
	}
	await holdFiling(tx);
	await withWordsIndexedAtTheEnd(tx, async () => {
		for (let first = 0; first < refs.length; first += refsAtOnce)
			await fileAgain(tx, searchable, refs.slice(first, first + refsAtOnce));
	});
}

/** Files everything again, whatever was filed before, and forgets its words; returns how many things are found. */
export async function rebuildSearch(db: Database, searchables: Searchable[]): Promise<number> {
	const count = await fileEverything(db, searchables);
	await forgetSearchWords(db);
	return count;
}

/** Does as {@link rebuildSearch} where there are no words to forget yet: in a world that has just been planted. */
export async function fileEverything(db: Database, searchables: Searchable[]): Promise<number> {
	const kinds = searchables.map(({ kind }) => kind);
	await db.delete(searchEntries).where(kinds.length > 0 ? notInArray(searchEntries.kind, kinds) : sql`true`);
	let count = 0;
	for (const searchable of searchables) count += await rebuildKind(db, searchable);
	return count;
}

/** Files everything of the kinds of which nothing is filed: those that an earlier version of the product did not know. */
export async function fileNewKinds(db: Database, searchables: Searchable[]): Promise<void> {
	for (const searchable of searchables) {
		const { rows } = await db.execute<{ known: boolean }>(
			sql`select exists (select from ${searchEntries} where kind = ${searchable.kind}) as known`
		);
		if (!rows[0]!.known) await rebuildKind(db, searchable);
	}
}

async function rebuildKind(db: Database, searchable: Searchable): Promise<number> {
	const seen = new Set<string>();
	const fileBatch = (batch: string[]) =>
		db.transaction(async (tx) => {
			await holdFiling(tx);
			await withWordsIndexedAtTheEnd(tx, () => fileAgain(tx, searchable, batch));
		});
	for await (const batch of batches(searchable.refs(db))) {
		await fileBatch(batch);
		for (const ref of batch) seen.add(ref);
	}
	// Without knowing that there are many now, PostgreSQL would sort all of them for every page of what was filed.
	await db.execute(sql`analyze ${searchEntries}`);
	for await (const batch of batches(filedRefs(db, searchable.kind)))
		await fileBatch(batch.filter((ref) => !seen.has(ref)));
	return seen.size;
}

async function fileAgain(tx: Database, searchable: Searchable, refs: string[]): Promise<void> {
	if (refs.length === 0) return;
	const found = await searchable.entries(tx, refs);
	await fileEntries(tx, searchable.kind, new Map(refs.map((ref) => [ref, found.get(ref) ?? []])));
}

/** Two who file the same thing do it one after the other, each from what there is when its turn comes. */
async function holdRefs(tx: Database, kind: string, refs: string[]): Promise<void> {
	const keys = refs.map((ref) => `${kind} ${ref}`);
	await tx.execute(sql`lock table ${searchEntries} in row exclusive mode`);
	await tx.execute(
		sql`select pg_advisory_xact_lock(key) from (
			select distinct hashtextextended(name, 7243303) as key from unnest(${sql.param(keys)}::text[]) as name order by 1
		) as ordered`
	);
}

/** Whoever files something else waits; whoever searches does not. */
async function holdFiling(tx: Database): Promise<void> {
	await tx.execute(sql`lock table ${searchEntries} in share row exclusive mode`);
}

async function* filedRefs(db: Database, kind: string): AsyncIterable<string> {
	for (let last = ''; ;) {
		const { rows } = await db.execute<{ ref: string }>(
			sql`select distinct ref from ${searchEntries} where kind = ${kind} and ref > ${last} order by ref limit ${refsAtOnce}`
		);
		for (const { ref } of rows) yield ref;
		if (rows.length < refsAtOnce) return;
		last = rows.at(-1)!.ref;
	}
}

async function* batches(refs: AsyncIterable<string>): AsyncIterable<string[]> {
	let batch: string[] = [];
	for await (const ref of refs) {
		batch.push(ref);
		if (batch.length < refsAtOnce) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}
