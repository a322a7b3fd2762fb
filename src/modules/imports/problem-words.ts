import { m } from '#words/messages.js';
import type { Aspect } from './comparing.ts';
import type { ImportField } from './columns.ts';
import type { Problem, ProblemCode } from './problems.ts';
import type { Unread } from './reading/sheet.ts';
import { limits } from './reading/sheet.ts';

const fieldNames: Record<ImportField, () => string> = {
	name: () => m.imports_field_name(),
	kind: () => m.imports_field_kind(),
	sentence: () => m.imports_field_sentence(),
	description: () => m.imports_field_description(),
	siren: () => m.imports_field_siren(),
	siret: () => m.imports_field_siret(),
	rna: () => m.imports_field_rna(),
	website: () => m.imports_field_website(),
	email: () => m.imports_field_email(),
	phone: () => m.imports_field_phone(),
	address: () => m.imports_field_address(),
	postalCode: () => m.imports_field_postal_code(),
	commune: () => m.imports_field_commune(),
	inseeCode: () => m.imports_field_insee_code(),
	departement: () => m.imports_field_departement(),
	latitude: () => m.imports_field_latitude(),
	longitude: () => m.imports_field_longitude(),
	point: () => m.imports_field_point(),
	offers: () => m.imports_field_offers(),
	needs: () => m.imports_field_needs()
};

/** What a column may be, in words. */
export function fieldName(field: ImportField): string {
	return fieldNames[field]();
}

/** In what a file and a page differ, in words. */
export function aspectName(aspect: Aspect): string {
	return aspect === 'place' ? m.imports_field_place() : fieldNames[aspect]();
}

const sentences: Record<ProblemCode, (said: { field: string; value: string }) => string> = {
	'name-missing': () => m.imports_problem_name_missing(),
	'name-invalid': ({ value }) => m.imports_problem_name_invalid({ value }),
	'siren-invalid': ({ value }) => m.imports_problem_siren_invalid({ value }),
	'siret-invalid': ({ value }) => m.imports_problem_siret_invalid({ value }),
	'siret-of-another': ({ value }) => m.imports_problem_siret_of_another({ value }),
	'rna-invalid': ({ value }) => m.imports_problem_rna_invalid({ value }),
	'too-many-cells': ({ value }) => m.imports_problem_too_many_cells({ value }),
	'left-out': (said) => m.imports_problem_left_out(said),
	cut: ({ field }) => m.imports_problem_cut({ field }),
	'kind-unknown': ({ value }) => m.imports_problem_kind_unknown({ value }),
	'first-kept': ({ value }) => m.imports_problem_first_kept({ value }),
	'point-swapped': ({ value }) => m.imports_problem_point_swapped({ value }),
	'point-invalid': ({ value }) => m.imports_problem_point_invalid({ value }),
	'point-half': () => m.imports_problem_point_half(),
	'point-at-sea': ({ value }) => m.imports_problem_point_at_sea({ value }),
	'point-far': ({ value }) => m.imports_problem_point_far({ value }),
	'place-unknown': ({ value }) => m.imports_problem_place_unknown({ value }),
	'place-several': ({ value }) => m.imports_problem_place_several({ value }),
	'place-merged': ({ value }) => m.imports_problem_place_merged({ value }),
	'skill-unknown': ({ value }) => m.imports_problem_skill_unknown({ value }),
	'named-apart': ({ value }) => m.imports_problem_named_apart({ value })
};

/** What is wrong with a row, as a sentence. */
export function problemSentence({ code, field, value = '' }: Problem): string {
	return sentences[code]({ field: field ? fieldName(field) : '', value });
}

const unreadables: Record<Unread, (detail: string) => string> = {
	empty: () => m.imports_unread_empty(),
	'no-rows': () => m.imports_unread_no_rows(),
	'not-a-table': (detail) =>
		detail
			? m.imports_unread_not_a_table_but({ kind: detail.toUpperCase() })
			: m.imports_unread_not_a_table(),
	'old-excel': () => m.imports_unread_old_excel(),
	protected: () => m.imports_unread_protected(),
	damaged: () => m.imports_unread_damaged(),
	bomb: () => m.imports_unread_bomb(),
	'too-many-texts': () => m.imports_unread_too_many_texts(),
	'too-large': () => m.imports_unread_too_large({ megabytes: limits.bytes / 1024 / 1024 }),
	'too-many-rows': () => m.imports_unread_too_many_rows({ most: limits.rows.toLocaleString('fr-FR') }),
	'too-many-columns': (detail) => m.imports_unread_too_many_columns({ found: detail, most: limits.columns }),
	'record-too-long': (detail) => m.imports_unread_record_too_long({ line: atLine(detail) }),
	'open-quote': (detail) => m.imports_unread_open_quote({ line: atLine(detail) }),
	'not-json': () => m.imports_unread_not_json()
};

/** Why a file cannot be read, and what to do. */
export function unreadSentence(reason: Unread, detail = ''): string {
	return unreadables[reason](detail);
}

function atLine(line: string): string {
	return line && m.imports_at_line({ line });
}
