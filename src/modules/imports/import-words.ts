import { m } from '#words/messages.js';
import { importFields } from './columns.ts';
import { fieldName } from './problem-words.ts';
import type { Part } from './import-page.server.ts';
import type { Format } from './reading/sheet.ts';
import type { State } from './steps.ts';

const stateNames: Record<State, () => string> = {
	mapping: () => m.imports_state_mapping(),
	checking: () => m.imports_state_checking(),
	checked: () => m.imports_state_checked(),
	applying: () => m.imports_state_applying(),
	applied: () => m.imports_state_applied(),
	undoing: () => m.imports_state_undoing(),
	undone: () => m.imports_state_undone()
};

/** How far one is with an import, in words. */
export function stateName(state: State): string {
	return stateNames[state]();
}

const formatNames: Record<Format, () => string> = {
	csv: () => m.imports_format_csv(),
	xlsx: () => m.imports_format_xlsx(),
	yeswiki: () => m.imports_format_yeswiki(),
	gogocarto: () => m.imports_format_gogocarto(),
	murmurations: () => m.imports_format_murmurations(),
	json: () => m.imports_format_json()
};

/** What a file was read as, in words. */
export function formatName(format: Format): string {
	return formatNames[format]();
}

const partNames: Record<Part, () => string> = {
	create: () => m.imports_part_create(),
	change: () => m.imports_part_change(),
	same: () => m.imports_part_same(),
	conflict: () => m.imports_part_conflict(),
	refused: () => m.imports_part_refused(),
	created: () => m.imports_part_created(),
	changed: () => m.imports_part_changed(),
	unchanged: () => m.imports_part_unchanged(),
	left: () => m.imports_part_left(),
	remarks: () => m.imports_part_remarks(),
	kept: () => m.imports_part_kept()
};

/** Rows of a verdict or of an outcome, in words. */
export function partName(part: Part): string {
	return partNames[part]();
}

/** Whether an address names a part of the rows. */
export function isPart(text: string): text is Part {
	return Object.hasOwn(partNames, text);
}

/** What one may choose for a column. */
export function columnOptions(): { value: string; label: string }[] {
	return [
		{ value: '', label: m.imports_ignored() },
		...importFields.map((field) => ({ value: field, label: fieldName(field) }))
	];
}
