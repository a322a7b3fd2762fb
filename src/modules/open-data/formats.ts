import { csvLine, csvMark } from '#platform/csv.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import { recordColumns, type AllyRecord } from './ally-record.ts';

type Records = AsyncGenerator<AllyRecord[]>;
type Format = { type: string; write(records: Records, origin: string): AsyncGenerator<string> };

/** The formats in which the organisations of the alliance can be taken away, by the ending of the address. */
export const formats: Record<string, Format> = {
	csv: { type: 'text/csv; charset=utf-8', write: asCsv },
	json: { type: 'application/json', write: (records) => asList(records, '[', ']\n', (record) => record) },
	geojson: {
		type: 'application/geo+json',
		write: (records) =>
			asList(records, '{"type":"FeatureCollection","features":[', ']}\n', (record) =>
				record.latitude === null ? null : featureOf(record)
			)
	},
	jsonld: {
		type: 'application/ld+json',
		write: (records) =>
			asList(records, '{"@context":"https://schema.org","@graph":[', ']}\n', (record) => linkedDataOf(record))
	},
	murmurations: {
		type: 'application/json',
		write: (records, origin) =>
			asList(
				records,
				'[',
				']\n',
				(record) => `${origin}/donnees/murmurations/${record.url.split('/').at(-1)}.json`
			)
	}
};

async function* asCsv(records: Records): AsyncGenerator<string> {
	yield csvMark + csvLine([...recordColumns]);
	for await (const page of records)
		yield page.map((record) => csvLine(recordColumns.map((column) => cellOf(record[column])))).join('');
}

function cellOf(value: AllyRecord[keyof AllyRecord]): string | number | null {
	if (Array.isArray(value)) return value.join(' ');
	return typeof value === 'boolean' ? String(value) : value;
}

async function* asList(
	records: Records,
	opening: string,
	closing: string,
	partOf: (record: AllyRecord) => unknown
): AsyncGenerator<string> {
	yield opening;
	let isFirst = true;
	for await (const page of records) {
		const parts = page.map(partOf).filter((part) => part !== null);
		if (parts.length === 0) continue;
		yield (isFirst ? '\n' : ',\n') + parts.map((part) => JSON.stringify(part)).join(',\n');
		isFirst = false;
	}
	yield closing;
}

function featureOf({ latitude, longitude, ...properties }: AllyRecord) {
	const geometry = { type: 'Point', coordinates: [longitude, latitude] };
	return { type: 'Feature', id: properties.id, geometry, properties };
}

const schemaTypes: Partial<Record<OrganisationKind, string>> = {
	'local-authority': 'GovernmentOrganization',
	state: 'GovernmentOrganization',
	association: 'NGO',
	research: 'ResearchOrganization',
	company: 'Corporation'
};

function linkedDataOf(record: AllyRecord) {
	const { latitude, longitude, place } = record;
	const geo = latitude === null ? undefined : { '@type': 'GeoCoordinates', latitude, longitude };
	return {
		'@type': schemaTypes[record.kind ?? 'other'] ?? 'Organization',
		'@id': record.url,
		name: record.name,
		description: record.sentence ?? undefined,
		url: record.website ?? record.url,
		sameAs: record.links.length > 0 ? record.links : undefined,
		identifier: record.siren ?? record.rna ?? undefined,
		email: record.email ?? undefined,
		telephone: record.phone ?? undefined,
		location: place === null ? undefined : { '@type': 'Place', name: place, geo },
		dateModified: record.updated_at
	};
}

/** A profile of the Murmurations network (`organizations_schema-v1.0.0`): what others need to list the organisation. */
export function murmurationsProfile(record: AllyRecord) {
	const { latitude: lat, longitude: lon } = record;
	return {
		linked_schemas: ['organizations_schema-v1.0.0'],
		name: record.name,
		primary_url: record.website ?? record.url,
		tags: record.skills,
		urls: [record.url, ...record.links].map((url) => ({ name: new URL(url).hostname, url })),
		mission: record.sentence ?? undefined,
		description: record.description ?? undefined,
		full_address: record.address ?? record.place ?? undefined,
		country_iso_3166: record.region === null ? undefined : 'FR',
		geolocation: lat === null ? undefined : { lat, lon },
		contact_details: record.email === null ? undefined : { email: record.email },
		telephone: record.phone ?? undefined,
		unique_id: record.id
	};
}
