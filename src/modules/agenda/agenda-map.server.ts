import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Reader } from '../allies/audiences.ts';
import type { Abroad, Located, OnMap } from '../allies/map-counts.server.ts';
import { circlesOf, mapOf } from '../allies/map-drawing.server.ts';
import type { Frame } from '../allies/map-frames.ts';
import { chosenOutline, usualFrame } from '../allies/map-ground.server.ts';
import { countedAmongFew } from '../allies/map-few.server.ts';
import { frameAddress, type MapPaths } from '../allies/map-links.ts';
import type { MapLinks } from '../allies/map-view.ts';
import type { Person } from '../people/people.server.ts';
import { agendaChoice, wordsOf, type AgendaChoice } from './agenda-choice.server.ts';
import { addressWith, type AgendaFilters } from './agenda-filters.ts';
import { listed } from './agenda-reading.server.ts';
import { gatherings } from './agenda.tables.ts';

type Asking = { person: Person | null; paths: MapPaths; now?: Date };

/** How many of the gatherings online are told beside the map. */
const mostOnline = 6;

/** The agenda as a map: the gatherings of a choice that a reader may see, drawn and in words, and those that are online. */
export async function agendaMapToRead(
	db: Database,
	reader: Reader,
	filters: AgendaFilters,
	asked: Frame | null,
	{ person, paths, now = new Date() }: Asking
) {
	const choice = await agendaChoice(db, reader, filters, { person, now });
	const where = whereChosen(choice, filters);
	const usual = usualFrame(where);
	const located = gatheringsOnMap(db, choice);
	const map = await mapOf(located, asked ?? usual, linksOf(paths, filters, usual));
	const open = filters.isOpen ? await db.$count(gatherings, choice.where) : null;
	return {
		...wordsOf(choice, filters),
		...{ open, chosen: chosenOutline(where), online: await online(db, choice) },
		map: { ...map, search: addressWith(filters, {}) }
	};
}

/** The circles of a frame alone, for whoever moves on the map. */
export async function agendaCirclesToRead(
	db: Database,
	reader: Reader,
	filters: AgendaFilters,
	frame: Frame,
	{ person, paths, now = new Date() }: Asking
) {
	const choice = await agendaChoice(db, reader, filters, { person, now });
	const usual = usualFrame(whereChosen(choice, filters));
	return circlesOf(gatheringsOnMap(db, choice), frame, linksOf(paths, filters, usual));
}

function whereChosen({ near, territory }: AgendaChoice, { kilometres }: AgendaFilters) {
	const codeOf = (kind: string) => (territory?.kind === kind ? territory.code : null);
	return { near, kilometres, departement: codeOf('departement'), region: codeOf('region') };
}

/** A circle leads to the gatherings of its territory in the list, with all else that is asked. */
function linksOf({ list, map }: MapPaths, filters: AgendaFilters, usual: Frame): MapLinks {
	const inTerritory = (territory: string) => list + addressWith(filters, { around: '', territory });
	return {
		counted: (n, shown) => m.agenda_map_gatherings({ n, shown }),
		one: (slug) => `${list}/${slug}`,
		departement: (code) => inTerritory(`departement-${code}`),
		region: (code) => inTerritory(`region-${code}`),
		near: inTerritory,
		frame: (frame) => frameAddress(map, addressWith(filters, {}), frame, usual)
	};
}

/** What only takes place online is nowhere on a map. */
const isOnlineAlone = and(eq(gatherings.way, 'online'), isNull(gatherings.territoryId))!;

function gatheringsOnMap(db: Database, { where }: AgendaChoice): OnMap {
	const chosen = sql`(select slug, title as name, starts_at, territory_id, place_label, departement_code, region_code,
		latitude, longitude, split_part(territory_id, '-', 1) as place_kind, false as is_approximate
		from ${gatherings} where ${where} and not (${isOnlineAlone})) l`;
	const located: Located = { from: chosen, where: sql`true` };
	return {
		counted: (wanted) => countedAmongFew(db, located, wanted),
		abroad: async (most) => {
			const { rows } = await db.execute<Abroad>(sql`
				select l.slug, l.name, l.place_label as place from ${chosen}
				where l.departement_code is null and l.place_kind in ('country', 'place') order by l.starts_at limit ${most}`);
			return rows;
		}
	};
}

/** How many are online alone, and the first of them. */
async function online(db: Database, { where }: AgendaChoice) {
	const chosen = and(where, isOnlineAlone);
	const [{ n } = { n: 0 }] = await db.select({ n: count() }).from(gatherings).where(chosen);
	const soonest = asc(gatherings.startsAt);
	const first = await db.select(listed).from(gatherings).where(chosen).orderBy(soonest).limit(mostOnline);
	return { n, first };
}
