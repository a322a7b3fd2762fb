import type { OrganisationKind } from '../people/organisation-kinds.ts';
import type { AllyPage } from './page.server.ts';
import { pictureAddress } from './vcard.ts';

const typeOfKind: Record<OrganisationKind, string> = {
	'local-authority': 'GovernmentOrganization',
	state: 'GovernmentOrganization',
	association: 'NGO',
	company: 'Organization',
	cooperative: 'Organization',
	research: 'ResearchOrganization',
	network: 'Organization',
	foundation: 'NGO',
	other: 'Organization'
};

/**
 * An ally as machines read it (schema.org): of `page`, which must be the row of the public, whoever asks for the page.
 * `addressOf` makes the address of a page of this site.
 */
export function structuredData(
	{ page, offers, needs }: { page: AllyPage; offers: string[]; needs: string[] },
	addressOf: (slug: string) => string
): Record<string, unknown> {
	const address = addressOf(page.slug);
	return withoutGaps({
		'@context': 'https://schema.org',
		'@type': page.isOrganisation ? typeOfKind[page.kind ?? 'other'] : 'Person',
		'@id': address,
		url: page.website ?? address,
		mainEntityOfPage: address,
		name: page.name,
		description: page.sentence,
		sameAs: page.links.map(({ url }) => url),
		address: postalAddress(page),
		image: page.pictureId && pictureAddress(page.pictureId, address),
		...(page.isOrganisation ? ofOrganisation(page, addressOf) : ofPerson(page, addressOf)),
		knowsAbout: offers,
		seeks: needs.map((name) => ({ '@type': 'Demand', name })),
		email: page.email,
		telephone: page.phone
	});
}

function ofOrganisation(page: AllyPage, addressOf: (slug: string) => string) {
	return {
		areaServed: page.perimeterLabel,
		location: page.latitude === null ? null : placeOf(page),
		identifier: [
			numbered('SIREN', page.siren),
			numbered('SIRET', page.siret),
			numbered('RNA', page.rna)
		].filter((number) => number !== null),
		member: page.people.map(({ name, slug }) =>
			withoutGaps({ '@type': 'Person', name, url: slug && addressOf(slug) })
		)
	};
}

function ofPerson(page: AllyPage, addressOf: (slug: string) => string) {
	return {
		jobTitle: page.people[0]?.role,
		homeLocation: page.latitude === null ? null : placeOf(page),
		affiliation: page.people.map(({ name, slug }) =>
			withoutGaps({ '@type': 'Organization', name, url: slug && addressOf(slug) })
		)
	};
}

function placeOf({ placeLabel, latitude, longitude }: AllyPage) {
	const geo = { '@type': 'GeoCoordinates', latitude, longitude };
	return withoutGaps({ '@type': 'Place', name: placeLabel, geo });
}

function postalAddress({ address, placeLabel }: AllyPage) {
	if (!address && !placeLabel) return null;
	return withoutGaps({ '@type': 'PostalAddress', streetAddress: address, addressLocality: placeLabel });
}

function numbered(propertyID: string, value: string | null) {
	return value && { '@type': 'PropertyValue', propertyID, value };
}

function withoutGaps(all: Record<string, unknown>): Record<string, unknown> {
	const isSaid = (value: unknown) =>
		Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
	return Object.fromEntries(Object.entries(all).filter(([, value]) => isSaid(value)));
}
