import { m } from '#words/messages.js';
import type { AllyRecord } from './ally-record.ts';

const words: Record<keyof AllyRecord, () => string> = {
	id: () => m.open_data_id(),
	url: () => m.open_data_url(),
	name: () => m.open_data_name(),
	kind: () => m.open_data_kind(),
	sentence: () => m.open_data_sentence(),
	description: () => m.open_data_description(),
	place: () => m.open_data_place(),
	territory: () => m.open_data_territory(),
	departement: () => m.open_data_departement(),
	region: () => m.open_data_region(),
	perimeter: () => m.open_data_perimeter(),
	latitude: () => m.open_data_latitude(),
	longitude: () => m.open_data_longitude(),
	is_approximate: () => m.open_data_is_approximate(),
	siren: () => m.open_data_siren(),
	siret: () => m.open_data_siret(),
	rna: () => m.open_data_rna(),
	website: () => m.open_data_website(),
	links: () => m.open_data_links(),
	email: () => m.open_data_email(),
	phone: () => m.open_data_phone(),
	address: () => m.open_data_address(),
	skills: () => m.open_data_skills(),
	needs: () => m.open_data_needs(),
	circles: () => m.open_data_circles(),
	updated_at: () => m.open_data_updated_at()
};

/** What a column of the data holds, in the language of the page. */
export function columnAbout(column: keyof AllyRecord): string {
	return words[column]();
}
