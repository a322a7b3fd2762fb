import * as v from 'valibot';
import { optionalLine, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { audiences, shownFields, type Audience, type Shown } from './audiences.ts';
import { sirenOf } from './identifiers.ts';
import { profileFields, webAddress } from './profile-fields.ts';
import { shownGroups } from './shown-groups.ts';
import type { TypedTerritory } from '../territories/choosing.server.ts';

type Field = keyof typeof profileFields;
type Fields = { [Name in Field]: v.InferOutput<(typeof profileFields)[Name]> };

export type OfferedSkill = { skillId: string; note: string | null };
export type PageLink = { label: string; url: string };

/** What changes on a page: a field that is not named stays as it is. */
export type ProfileChange = Partial<Omit<Fields, 'latitude' | 'longitude'>> & {
	/** When the page that one read was written; refused when it was written again since. Left out, nothing is compared. */
	version?: string;
	audience?: Audience;
	shown?: Partial<Shown>;
	/** The address of a territory, such as `commune-35238`; null empties it. */
	territoryId?: string | null;
	perimeterId?: string | null;
	/** Where a keeper put the point; null is where the town is. */
	point?: { latitude: number; longitude: number } | null;
	/** That the point is right although it is far from the town. */
	isPointSure?: boolean;
	links?: PageLink[];
	offers?: OfferedSkill[];
	/** More of them, by their names. */
	offerWords?: string | null;
	needs?: OfferedSkill[];
	needWords?: string | null;
};

/** A page shows so many links besides its site. */
export const mostLinks = 6;
const linkNumbers = Array.from({ length: mostLinks }, (_, index) => index + 1);
const longestNote = 160;

const level = v.optional(v.picklist(audiences, () => m.allies_audience_missing()));
const uuids = v.pipe(
	v.optional(v.string(), ''),
	v.transform((ids) => [...new Set(ids.split(',').filter(Boolean))]),
	v.array(v.pipe(v.string(), v.uuid()))
);

const linkEntries = Object.fromEntries(
	linkNumbers.flatMap((number) => [
		[`linkLabel${number}`, optionalLine(80)],
		[`linkUrl${number}`, webAddress]
	])
);
const levelEntries = Object.fromEntries(shownGroups.map(({ key }) => [`shown-${key}`, level]));

const form = v.looseObject({
	...profileFields,
	version: v.optional(v.string()),
	audience: v.optional(
		v.picklist(audiences, () => m.allies_audience_missing()),
		'private'
	),
	isPointSure: ticked,
	territory: optionalLine(100),
	'territory-id': optionalLine(120),
	perimeter: optionalLine(100),
	'perimeter-id': optionalLine(120),
	offers: uuids,
	needs: uuids,
	'offers-words': optionalLine(1000),
	'needs-words': optionalLine(1000),
	...(linkEntries as Record<never, never>),
	...(levelEntries as Record<never, never>)
});
type Sent = v.InferOutput<typeof form> & Record<string, unknown>;

/** What a form says of a page: territories are still to be found by what was typed. */
export type ProfileForm = ProfileChange & {
	places: { territory: TypedTerritory; perimeter: TypedTerritory };
};

/** The form of a page, whole: what it leaves out is emptied. */
export const ProfileInput = v.pipe(
	form,
	v.forward(
		v.partialCheck(
			[['siren'], ['siret']],
			({ siren, siret }) => !siren || !siret || sirenOf(siret) === siren,
			() => m.allies_siret_of_another()
		),
		['siret']
	),
	v.forward(
		v.partialCheck(
			[['latitude'], ['longitude']],
			({ latitude, longitude }) => (latitude === null) === (longitude === null),
			() => m.allies_point_half()
		),
		['longitude']
	),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const sent = dataset.value as Sent;
		for (const [key, note] of Object.entries(sent))
			if (/^(offer|need)Note-/.test(key) && String(note).length > longestNote)
				addIssue({
					message: m.form_too_long({ longest: longestNote }),
					path: [{ type: 'object', origin: 'value', input: sent, key, value: note }]
				});
	}),
	v.transform((sent) => changeIn(sent as Sent))
);

function changeIn(sent: Sent): ProfileForm {
	const { latitude, longitude, siren, siret, version, audience, isPointSure, ...rest } = sent;
	const { sentence, description, rna, website, email, phone, address, offers, needs } = rest;
	return {
		...{ sentence, description, rna, website, email, phone, address, audience, isPointSure, version },
		places: {
			territory: { typed: rest.territory, chosenId: rest['territory-id'] },
			perimeter: { typed: rest.perimeter, chosenId: rest['perimeter-id'] }
		},
		siret,
		siren: siren ?? (siret && sirenOf(siret)),
		point: latitude === null || longitude === null ? null : { latitude, longitude },
		links: linksIn(rest),
		offers: offers.map((skillId) => ({ skillId, note: noteIn(rest[`offerNote-${skillId}`]) })),
		needs: needs.map((skillId) => ({ skillId, note: noteIn(rest[`needNote-${skillId}`]) })),
		offerWords: rest['offers-words'],
		needWords: rest['needs-words'],
		shown: shownIn(rest)
	};
}

function linksIn(sent: Record<string, unknown>): PageLink[] {
	const links = linkNumbers.map((number) => ({
		label: sent[`linkLabel${number}`],
		url: sent[`linkUrl${number}`]
	}));
	return links
		.filter((link): link is { label: string | null; url: string } => typeof link.url === 'string')
		.map(({ label, url }) => ({ url, label: label ?? new URL(url).hostname.replace(/^www\./, '') }));
}

function noteIn(typed: unknown): string | null {
	return v.parse(optionalLine(longestNote), typeof typed === 'string' ? typed : '');
}

/** A group that the form does not have, such as the people of a person's page, stays as it is. */
function shownIn(sent: Record<string, unknown>): Partial<Shown> {
	const chosen = shownGroups.flatMap(({ key, fields }) => {
		const audience = sent[`shown-${key}`] as Audience | undefined;
		return audience ? fields.map((field) => [field, audience]) : [];
	});
	return Object.fromEntries(chosen.filter(([field]) => shownFields.includes(field as never)));
}
