import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import type { Person } from '../people/people.server.ts';
import type { CompositeInput } from './composing.input.ts';
import { measureComposites } from './measuring.server.ts';
import { territories, territoryParts } from './territories.tables.ts';
import { findTerritory } from './territories.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'territories.composed': { territoryId: string };
		'territories.changed': { territoryId: string };
	}
}

type Refused<Reason extends string> = { ok: false; reason: Reason };
export type ComposeResult = { ok: true; id: string } | Refused<'not-facilitator' | 'name-taken'>;
export type ChangeResult = { ok: true } | Refused<'not-facilitator' | 'unknown' | 'name-taken'>;
export type PartResult = { ok: true } | Refused<'not-facilitator' | 'unknown' | 'loop' | 'gone'>;

const isComposite = (id: string) => and(eq(territories.id, id), eq(territories.kind, 'composite'))!;

/** Makes a territory that others will compose. Two of one form never have the same name. Facilitators do. */
export async function composeTerritory(
	db: Database,
	actor: Person,
	{ name, shape }: CompositeInput
): Promise<ComposeResult> {
	if (!mayCompose(actor)) return { ok: false, reason: 'not-facilitator' };
	const id = `ensemble-${slugOf(name) || uuidv7()}`;
	return db.transaction(async (tx) => {
		const composed = await tx
			.insert(territories)
			.values({ id, kind: 'composite', form: shape, name })
			.onConflictDoNothing()
			.returning({ id: territories.id });
		if (composed.length === 0) return { ok: false, reason: 'name-taken' };
		await recordEvent(tx, { name: 'territories.composed', actorId: actor.id, details: { territoryId: id } });
		return { ok: true, id };
	});
}

/** Gives another name or form to a composite territory, which keeps its address. Facilitators do. */
export async function changeComposite(
	db: Database,
	actor: Person,
	id: string,
	{ name, shape }: CompositeInput
): Promise<ChangeResult> {
	return changing(db, actor, id, async (tx) => {
		await tx.update(territories).set({ name, form: shape }).where(isComposite(id));
		return { ok: true };
	});
}

/** Ends a composite territory as of this year: it keeps its page and is no longer proposed. Or brings it back. */
export async function endComposite(
	db: Database,
	actor: Person,
	id: string,
	isEnded: boolean
): Promise<ChangeResult> {
	const until = isEnded ? sql`extract(year from now())` : null;
	return changing(db, actor, id, async (tx) => {
		await tx.update(territories).set({ until }).where(isComposite(id));
		return { ok: true };
	});
}

/** Adds a territory to a composite one. The database refuses what would make it a part of itself. Facilitators do. */
export async function addPart(db: Database, actor: Person, id: string, partId: string): Promise<PartResult> {
	const part = await findTerritory(db, partId);
	if (!part || part.until !== null) return { ok: false, reason: 'gone' };
	return changing<PartResult>(db, actor, id, async (tx) => {
		await tx.insert(territoryParts).values({ wholeId: id, partId: part.id }).onConflictDoNothing();
		await measureComposites(tx, id);
		return { ok: true };
	}).catch(refuseLoop);
}

/** Takes a part away from a composite territory. Facilitators do. */
export async function removePart(
	db: Database,
	actor: Person,
	id: string,
	partId: string
): Promise<PartResult> {
	return changing<PartResult>(db, actor, id, async (tx) => {
		await tx
			.delete(territoryParts)
			.where(and(eq(territoryParts.wholeId, id), eq(territoryParts.partId, partId)));
		await measureComposites(tx, id);
		return { ok: true };
	});
}

function mayCompose({ isFacilitator, isAdministrator }: Person): boolean {
	return isFacilitator || isAdministrator;
}

/** One change of composite territories at a time: what one measures holds what the other has added. */
async function changing<Result extends { ok: boolean }>(
	db: Database,
	actor: Person,
	id: string,
	change: (tx: Database) => Promise<Result>
): Promise<Result | Refused<'not-facilitator' | 'unknown'>> {
	if (!mayCompose(actor)) return { ok: false, reason: 'not-facilitator' };
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(7243313)`);
		const [known] = await tx
			.select({ id: territories.id })
			.from(territories)
			.where(and(isComposite(id), isNull(territories.became)));
		if (!known) return { ok: false, reason: 'unknown' };
		const result = await change(tx);
		await recordEvent(tx, { name: 'territories.changed', actorId: actor.id, details: { territoryId: id } });
		return result;
	});
}

function refuseLoop(error: unknown): Refused<'loop'> {
	const { constraint } = ((error as Error).cause ?? error) as { constraint?: string };
	if (constraint === 'territory_parts_loop' || constraint === 'territory_parts_itself')
		return { ok: false, reason: 'loop' };
	throw error;
}
