import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import { placeWritten } from '../territories/place-written.server.ts';
import type { GatheringInput } from './agenda.input.ts';
import { localOf } from './moments.ts';
import { audienceIn } from './sessions.server.ts';

/** A gathering as its row holds what its organiser wrote, in a group or in none; or that its place is not clear. */
export async function columnsOf(tx: Database, input: GatheringInput, groupId: string | null = null) {
	const read = await placeWritten(tx, input);
	if (!read.ok) return read;
	const { title, summary, kind, way, startsAt, endsAt, timeZone, language } = input;
	const audience = await audienceIn(tx, groupId, input);
	const { address, venueAccess, travel, link, registrationUntil, capacity, asks } = input;
	const text = input.text ?? '';
	return {
		ok: true as const,
		columns: {
			...{ title, summary, text, kind, way, startsAt, endsAt, timeZone, language, audience },
			...{ address, venueAccess, travel, link, registrationUntil, capacity, asks },
			...read.columns
		}
	};
}
export type GatheringColumns = Extract<Awaited<ReturnType<typeof columnsOf>>, { ok: true }>['columns'];

/** Namesakes of one day beyond these have an address that nobody would write. */
const numbers = Array.from({ length: 30 }, (_, index) => index + 2);

type Named = { title: string; startsAt: Date; timeZone: string };

/** The address of a gathering: its title and its day, with a number when both are taken. */
export async function freeSlug(tx: Database, gathering: Named): Promise<string> {
	return (await freeSlugs(tx, [gathering]))[0]!;
}

/** The addresses of gatherings of one title, each its own. */
export async function freeSlugs(tx: Database, named: Named[]): Promise<string[]> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('addresses of gatherings', 0))`);
	const bases = named.map(
		({ title, startsAt, timeZone }) => `${slugOf(title) || 'rencontre'}-${localOf(startsAt, timeZone).day}`
	);
	const candidates = bases.flatMap((base) => [base, ...numbers.map((number) => `${base}-${number}`)]);
	const { rows } = await tx.execute<{ slug: string }>(
		sql`select slug from gatherings where slug = any(${sql.param(candidates)}::text[])`
	);
	const taken = new Set(rows.map(({ slug }) => slug));
	return bases.map((base) => {
		const free = [base, ...numbers.map((number) => `${base}-${number}`)].find((slug) => !taken.has(slug));
		const slug = free ?? `${base}-${uuidv7()}`;
		taken.add(slug);
		return slug;
	});
}
