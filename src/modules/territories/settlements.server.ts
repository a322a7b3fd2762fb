import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { labelOf } from './territory-label.ts';
import { territories } from './territories.tables.ts';

/** The communes where people live, of which the point is known: where a generated world puts its allies. */
export async function settlements(db: Database) {
	const found = await db
		.select({
			id: territories.id,
			kind: territories.kind,
			name: territories.name,
			country: territories.country,
			latitude: territories.latitude,
			longitude: territories.longitude,
			departementCode: territories.departementCode,
			regionCode: territories.regionCode,
			population: territories.population
		})
		.from(territories)
		.where(
			and(
				eq(territories.kind, 'commune'),
				isNotNull(territories.population),
				isNotNull(territories.latitude),
				isNotNull(territories.regionCode)
			)
		);
	return found.map((commune) => ({
		id: commune.id,
		label: labelOf(commune),
		latitude: commune.latitude!,
		longitude: commune.longitude!,
		departementCode: commune.departementCode!,
		regionCode: commune.regionCode!,
		population: commune.population!
	}));
}
