import type { AllyPage } from './page.server.ts';

type Card = Pick<
	AllyPage,
	| 'profileId'
	| 'name'
	| 'isOrganisation'
	| 'sentence'
	| 'website'
	| 'email'
	| 'phone'
	| 'address'
	| 'placeLabel'
	| 'latitude'
	| 'longitude'
	| 'people'
	| 'pictureId'
	| 'updatedAt'
>;

/**
 * The visiting card of an ally (RFC 6350): of what `page`, the row of one audience, holds. `address` is that of the page on
 * this site.
 */
export function visitingCard(page: Card, address: string, offers: string[]): string {
	const [place] = page.isOrganisation ? [] : page.people;
	const lines = [
		'BEGIN:VCARD',
		'VERSION:4.0',
		`KIND:${page.isOrganisation ? 'org' : 'individual'}`,
		`UID:urn:uuid:${page.profileId}`,
		text('FN', page.name),
		text('N', page.isOrganisation ? null : page.name, ';;;;'),
		text('ORG', page.isOrganisation ? page.name : place?.name),
		text('ROLE', place?.role),
		text('NOTE', page.sentence),
		uri('URL', page.website ?? address),
		uri('SOURCE', address),
		page.pictureId && uri(page.isOrganisation ? 'LOGO' : 'PHOTO', pictureAddress(page.pictureId, address)),
		text('EMAIL', page.email),
		text('TEL;VALUE=text', page.phone),
		postalAddress(page),
		page.latitude === null ? null : `GEO:geo:${page.latitude},${page.longitude}`,
		offers.length > 0 ? `CATEGORIES:${offers.map(escaped).join(',')}` : null,
		`REV:${page.updatedAt.toISOString().replace(/[-:]|\.\d+/g, '')}`,
		'END:VCARD'
	];
	return lines
		.filter((line) => line !== null)
		.map((line) => `${folded(line)}\r\n`)
		.join('');
}

function text(name: string, value: string | null | undefined, after = ''): string | null {
	return value ? `${name}:${escaped(value)}${after}` : null;
}

function uri(name: string, value: string): string {
	return `${name}:${value.replace(controls, '')}`;
}

/** A picture stands on the same site as the page. */
export function pictureAddress(pictureId: string, address: string): string {
	return new URL(`/fichiers/${pictureId}/image.webp?taille=960`, address).href;
}

/** Post office box, extended address, street, locality, region, postal code, country. */
function postalAddress({ address, placeLabel }: Card): string | null {
	if (!address && !placeLabel) return null;
	return `ADR:;;${escaped(address ?? '')};${escaped(placeLabel ?? '')};;;`;
}

// eslint-disable-next-line no-control-regex -- they would end a line of the card
const controls = /[\u0000-\u001f\u007f]/g;

function escaped(value: string): string {
	return value
		.replace(/[\\,;]/g, '\\$&')
		.replace(/\r\n|\r|\n/g, '\\n')
		.replace(controls, '');
}

const longestLine = 75;

/** A line holds 75 octets; the next begins with a space. A character is never cut. */
function folded(line: string): string {
	const lines = [''];
	let octets = 0;
	for (const character of line) {
		const size = Buffer.byteLength(character);
		if (octets + size > longestLine) {
			lines.push(' ');
			octets = 1;
		}
		lines[lines.length - 1] += character;
		octets += size;
	}
	return lines.join('\r\n');
}
