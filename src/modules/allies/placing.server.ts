import type { Database } from '#platform/database.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { findTerritory } from '../territories/territories.server.ts';
import type { profiles } from './allies.tables.ts';
import { kilometresBetween } from './distance.ts';
import type { ProfileChange } from './profile.input.ts';

type Page = typeof profiles.$inferSelect;
type Columns = Partial<typeof profiles.$inferInsert>;
type Territory = NonNullable<Awaited<ReturnType<typeof findTerritory>>>;

export type Placed =
	| { ok: true; columns: Columns }
	| { ok: false; reason: 'unknown-territory' }
	| { ok: false; reason: 'far-from-town'; kilometres: number; town: string };

/** Further from its town than this, in kilometres, a point is asked about: it is often at sea, or with its numbers swapped. */
const farFromTown = 60;

/**
 * Where a page stands after a change: its territory with what searches need of it, and its point, which is the town's until a
 * keeper moves it.
 */
export async function placedBy(tx: Database, page: Page, input: ProfileChange): Promise<Placed> {
	const { territoryId, perimeterId, point, isPointSure } = input;
	const asked = territoryId === undefined ? page.territoryId : territoryId;
	const town = asked === null ? undefined : await territoryAt(tx, asked);
	const perimeter = perimeterId ? await territoryAt(tx, perimeterId) : undefined;
	if ((territoryId && !town) || (perimeterId && !perimeter))
		return { ok: false, reason: 'unknown-territory' };
	const kilometres = point && town && pointOf(town) ? kilometresBetween(point, pointOf(town)!) : 0;
	if (kilometres > farFromTown && !isPointSure)
		return { ok: false, reason: 'far-from-town', kilometres, town: town!.label };

	const whole = perimeterId === undefined ? {} : perimeterColumns(perimeter);
	const where = territoryId === undefined ? {} : territoryColumns(town);
	return { ok: true, columns: { ...whole, ...where, ...pointColumns(page, input, town) } };
}

/** What is kept of a territory is in the language of most readers. */
async function territoryAt(tx: Database, id: string): Promise<Territory | undefined> {
	return speaking('fr', () => findTerritory(tx, id));
}

function perimeterColumns(perimeter: Territory | undefined): Columns {
	return { perimeterId: perimeter?.id ?? null, perimeterLabel: perimeter?.label ?? null };
}

function territoryColumns(town: Territory | undefined): Columns {
	return {
		territoryId: town?.id ?? null,
		placeLabel: town?.label ?? null,
		placeKind: town?.kind ?? null,
		departementCode: town?.departementCode ?? null,
		regionCode: town?.regionCode ?? null
	};
}

function pointColumns(
	page: Page,
	{ territoryId, point }: ProfileChange,
	town: Territory | undefined
): Columns {
	if (point) return { ...point, point: 'chosen' };
	const isBackToTown = point === null && page.point === 'chosen';
	const hasMoved = territoryId !== undefined && (point === null || page.point !== 'chosen');
	if (!isBackToTown && !hasMoved) return {};
	const at = town && pointOf(town);
	if (!at) return { latitude: null, longitude: null, point: null };
	return { ...at, point: town.isApproximate ? 'approximate' : 'town' };
}

function pointOf({ latitude, longitude }: Territory) {
	return latitude === null || longitude === null ? undefined : { latitude, longitude };
}
