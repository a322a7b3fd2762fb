import { m } from '#words/messages.js';
import { frameInAddress, type Frame } from './map-frames.ts';
import type { MapLinks } from './map-view.ts';

/** Where the list and the map of allies are. */
export type MapPaths = { list: string; map: string };

/** How far around a commune its allies are listed, in kilometres: those whose own point is a little aside are not lost. */
const aroundCommune = '10';

/** The addresses that circles lead to, which keep what is chosen (`search`); `usual` is the frame that needs no saying. */
export function mapLinks({ list, map }: MapPaths, search: string, usual: Frame): MapLinks {
	const keeping = (path: string, changes: Record<string, string>) => path + changed(search, changes);
	return {
		counted: (n, shown) => m.map_allies({ n, shown }),
		one: (slug) => `${list}/${slug}`,
		departement: (code) => keeping(list, { departement: code }),
		region: (code) => keeping(list, { region: code, departement: '' }),
		near: (territoryId) => keeping(list, { pres: territoryId, km: aroundCommune }),
		frame: (frame) => frameAddress(map, search, frame, usual)
	};
}

/** Where a frame of a map is; `usual` is the one that needs no saying. */
export function frameAddress(map: string, search: string, frame: Frame, usual: Frame): string {
	const [said, known] = [frameInAddress(frame), frameInAddress(usual)];
	return `${map}${changed(search, { cadre: said === known ? '' : said })}#carte`;
}

/** What is asked in an address with some of it changed: nothing takes a name out. */
function changed(search: string, changes: Record<string, string>): string {
	const kept = new URLSearchParams(search);
	for (const [name, value] of Object.entries(changes))
		if (value === '') kept.delete(name);
		else kept.set(name, value);
	return kept.size === 0 ? '' : `?${kept}`;
}
