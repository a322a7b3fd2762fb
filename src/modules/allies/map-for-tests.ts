import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { foundOrganisation } from '../people/organisations.server.ts';
import { somebody } from '../people/somebody.ts';
import { profiles } from './allies.tables.ts';
import type { Reader } from './audiences.ts';
import { filtersIn } from './directory.input.ts';
import { refreshListings } from './listings.server.ts';
import { circlesToRead, mapToRead } from './map.server.ts';
import { frameIn, whole } from './map-frames.ts';
import { ensureProfiles } from './profiles.server.ts';

const paths = { list: '/allies', map: '/allies/carte' };
export const rennes = { ...commune('35238', 'Rennes (35)', '35', '53'), latitude: 48.11, longitude: -1.68 };
export const fougeres = {
	...commune('35115', 'Fougères (35)', '35', '53'),
	latitude: 48.35,
	longitude: -1.2
};
export const montfort = {
	...commune('35188', 'Montfort (35)', '35', '53'),
	latitude: 48.14,
	longitude: -1.95
};
export const lille = { ...commune('59350', 'Lille (59)', '59', '32'), latitude: 50.63, longitude: 3.06 };
export const fortDeFrance = {
	...commune('97209', 'Fort-de-France (972)', '972', '02'),
	latitude: 14.6,
	longitude: -61.07
};

export async function mapAt(db: Database, search: string, reader: Reader = 'public') {
	const asked = new URLSearchParams(search);
	return mapToRead(db, reader, filtersIn(asked), frameIn(asked), paths);
}

export async function circlesAt(db: Database, search: string, reader: Reader = 'public') {
	const asked = new URLSearchParams(search);
	return circlesToRead(db, reader, filtersIn(asked), frameIn(asked) ?? whole, paths);
}

type Fields = Partial<typeof profiles.$inferInsert>;

export function commune(
	code: string,
	placeLabel: string,
	departementCode: string,
	regionCode: string | null
) {
	return {
		territoryId: `commune-${code}`,
		placeLabel,
		placeKind: 'commune',
		departementCode,
		regionCode
	} satisfies Fields;
}

export async function ally(db: Database, name: string, fields: Fields): Promise<string> {
	const { id } = await foundOrganisation(db, await somebody(db), { name, kind: 'association', place: null });
	const [page] = await ensureProfiles(db, [id], 'public');
	await show(db, page!, fields);
	return page!;
}

export async function show(db: Database, page: string, fields: Fields): Promise<void> {
	await db
		.update(profiles)
		.set({ audience: 'public', point: typeof fields.latitude === 'number' ? 'town' : null, ...fields })
		.where(eq(profiles.id, page));
	await refreshListings(db, [page]);
}
