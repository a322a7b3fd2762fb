import type { Audience, Shown } from './audiences.ts';
import type { OfferedSkill, PageLink } from './profile.input.ts';
import { audienceOfGroup, shownGroups } from './shown-groups.ts';

/** A page as its form shows it: every field by name, as text. */
export type ProfileValues = Record<string, string>;

type Page = {
	audience: Audience;
	shown: Shown;
	sentence: string | null;
	description: string | null;
	siren: string | null;
	siret: string | null;
	rna: string | null;
	website: string | null;
	email: string | null;
	phone: string | null;
	address: string | null;
	placeLabel: string | null;
	perimeterLabel: string | null;
	latitude: number | null;
	longitude: number | null;
	point: string | null;
	links: PageLink[];
	offers: OfferedSkill[];
	needs: OfferedSkill[];
};

/** What the form of a page is filled with. A point that is the town's is left out, so that it follows the town. */
export function valuesOf(page: Page): ProfileValues {
	const { audience, sentence, description, siren, siret, rna, website, email, phone, address } = page;
	const chosen = page.point === 'chosen';
	const values: Record<string, string | number | null> = {
		...{ audience, sentence, description, siren, siret, rna, website, email, phone, address },
		territory: page.placeLabel,
		perimeter: page.perimeterLabel,
		latitude: chosen ? page.latitude : null,
		longitude: chosen ? page.longitude : null,
		offers: idsOf(page.offers),
		needs: idsOf(page.needs)
	};
	page.links.forEach(({ label, url }, index) => {
		values[`linkLabel${index + 1}`] = label;
		values[`linkUrl${index + 1}`] = url;
	});
	for (const { skillId, note } of page.offers) values[`offerNote-${skillId}`] = note;
	for (const { skillId, note } of page.needs) values[`needNote-${skillId}`] = note;
	for (const { key } of shownGroups) values[`shown-${key}`] = audienceOfGroup(page.shown, key);
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]));
}

function idsOf(skills: OfferedSkill[]): string {
	return skills.map(({ skillId }) => skillId).join(',');
}
