import { assign, type Costs } from '#platform/assignment.server.ts';
import { pairCost, type Shared } from './pairing-facts.ts';

/** A veteran, with how many newcomers they have and how many they said at most. */
export type Veteran = { id: string; load: number; atOnce: number };

/** What a veteran and a newcomer share; null when they are not to be proposed to each other. */
export type SharedBy = (veteran: string, newcomer: string) => Shared | null;

/**
 * Pairs newcomers with veterans: as many as can be, nobody with more than they said, at the smallest `pairCost` in total. A
 * veteran is as many places as they have left, each a little dearer than the one before, so that the load is shared.
 */
export async function pairUp(
	veterans: Veteran[],
	newcomers: string[],
	sharedBy: SharedBy
): Promise<{ veteran: string; newcomer: string }[]> {
	const places = veterans.flatMap(({ id, load, atOnce }) =>
		Array.from({ length: Math.max(0, atOnce - load) }, (_, place) => ({ id, before: load + place }))
	);
	const costs: Costs = newcomers.map((newcomer) =>
		places.map(({ id, before }) => {
			const shared = sharedBy(id, newcomer);
			return shared && pairCost(shared, before);
		})
	);
	const chosen = await assign(
		costs,
		places.map(() => 1)
	);
	return newcomers.flatMap((newcomer, index) => {
		const place = chosen[index]!;
		return place === null ? [] : [{ veteran: places[place]!.id, newcomer }];
	});
}
