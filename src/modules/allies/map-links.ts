import { frameInAddress, type Frame } from './map-frames.ts';
import type { MapLinks } from './map-view.ts';

/** Where the list and the map of allies are. */
export type MapPaths = { list: string; map: string };

/** How far around a commune its allies are listed, in kilometres: those whose own point is a little aside are not lost. */
const aroundCommune = '10';

/** The addresses that circles lead to, which keep what is chosen (`search`); `usual` is the frame that needs no saying. */
export function mapLinks({ list, map }: MapPaths, search: string, usual: Frame): MapLinks {
	const keeping = (path: string, changes: Record<string, string>) => {
		const kept = new URLSearchParams(search);
		for (const [name, value] of Object.entries(changes))
			if (value === '') kept.delete(name);
			else kept.set(name, value);
		const text = kept.toString();
		return text === '' ? path : `${path}?${text}`;
	};
	const framed = (frame: Frame) => {
		const said = frameInAddress(frame);
		return said === frameInAddress(usual) ? '' : said;
	};
	return {
		ally: (slug) => `${list}/${slug}`,
		departement: (code) => keeping(list, { departement: code }),
		region: (code) => keeping(list, { region: code, departement: '' }),
		near: (territoryId) => keeping(list, { pres: territoryId, km: aroundCommune }),
		frame: (frame) => `${keeping(map, { cadre: framed(frame) })}#carte`
	};
}
