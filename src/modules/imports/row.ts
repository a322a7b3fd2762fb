import * as v from 'valibot';
import { cleanLine } from '#platform/fields.ts';
import { bareNumber, isRna, isSiren, isSiret, sirenOf } from '../allies/identifiers.ts';
import { profileFields } from '../allies/profile-fields.ts';
import { organisationName } from '../people/people.input.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import { importFields, joinedFields, type ImportField, type Mapping } from './columns.ts';
import { kindIn } from './kinds.ts';
import { pointIn, type Point } from './point.ts';
import type { Problem, ProblemCode } from './problems.ts';
import { limits } from './reading/sheet.ts';

/** What a row says of an organisation; nothing where the file is silent. */
export type ParsedRow = {
	name: string;
	kind: OrganisationKind | null;
	sentence: string | null;
	description: string | null;
	siren: string | null;
	siret: string | null;
	rna: string | null;
	website: string | null;
	email: string | null;
	phone: string | null;
	address: string | null;
	place: { postalCode: string; commune: string; inseeCode: string; departement: string };
	point: Point | null;
	/** Words, that are looked up among the skills of the alliance. */
	offers: string[];
	needs: string[];
};

type Said = Record<ImportField, string>;
type Tell = (code: ProblemCode, field?: ImportField, value?: string) => void;

/** Reads what a row says, with what is wrong in it. */
export function readRow(cells: string[], mapping: Mapping): { parsed: ParsedRow; problems: Problem[] } {
	const problems: Problem[] = [];
	const tell: Tell = (code, field, value) =>
		problems.push({
			code,
			...(field && { field }),
			...(value !== undefined && { value: value.slice(0, 200) })
		});
	const said = saidIn(cells, mapping, tell);
	const numbers = numbersIn(said, tell);
	const parsed = {
		name: nameIn(said, tell),
		kind: kindOf(said, tell),
		...numbers,
		sentence: shortened('sentence', said.sentence, 160, tell),
		description: shortened('description', withoutTags(said.description), 5000, tell),
		website: field('website', said.website, tell),
		email: field('email', firstOf(said.email, tell), tell),
		phone: field('phone', said.phone, tell),
		address: field('address', said.address, tell),
		place: placeSaid(said),
		point: pointIn(said, tell),
		offers: wordsIn(said.offers),
		needs: wordsIn(said.needs)
	};
	return { parsed, problems };
}

function saidIn(cells: string[], mapping: Mapping, tell: Tell): Said {
	const parts: Partial<Record<ImportField, string[]>> = {};
	mapping.forEach((field, index) => {
		// Exports put an apostrophe before what a spreadsheet would take for a formula.
		const cell = (cells[index] ?? '').trim().replace(/^'(?=\s*[=+\-@\t\r])/, '');
		if (cell.length > limits.cell) tell('cut', field ?? undefined, cell);
		if (field && cell !== '') (parts[field] ??= []).push(cell.slice(0, limits.cell));
	});
	const beyond = cells.slice(mapping.length).filter((cell) => cell.trim() !== '');
	if (beyond.length > 0) tell('too-many-cells', undefined, beyond.join(' | '));
	const joined = (field: ImportField) =>
		(parts[field] ?? []).join(field === 'offers' || field === 'needs' ? ';' : '\n');
	const values = importFields.map((field) => [
		field,
		joinedFields.includes(field) ? joined(field) : (parts[field]?.[0] ?? '')
	]);
	return Object.fromEntries(values) as Said;
}

function nameIn({ name }: Said, tell: Tell): string {
	const result = v.safeParse(organisationName, name);
	if (result.success) return result.output;
	tell(cleanLine(name) === '' ? 'name-missing' : 'name-invalid', 'name', name);
	return '';
}

function kindOf({ kind }: Said, tell: Tell): OrganisationKind | null {
	const known = kindIn(kind);
	if (kind !== '' && !known) tell('kind-unknown', 'kind', kind);
	return known;
}

/** Workbooks drop the zeros with which a number begins: they are given back when that makes it right. */
function numbersIn(said: Said, tell: Tell) {
	const read = (field: 'siren' | 'siret' | 'rna', digits: number, isOne: (bare: string) => boolean) => {
		const bare = bareNumber(said[field]);
		if (bare === '') return null;
		const padded = /^\d+$/.test(bare) && bare.length >= digits - 3 ? bare.padStart(digits, '0') : bare;
		if (isOne(padded)) return padded;
		tell(`${field}-invalid`, field, said[field]);
		return null;
	};
	const siret = read('siret', 14, isSiret);
	const siren = read('siren', 9, isSiren) ?? (siret && sirenOf(siret));
	if (siret && siren !== sirenOf(siret)) tell('siret-of-another', 'siret', said.siret);
	return { siren, siret, rna: read('rna', 10, isRna) };
}

function field(name: 'website' | 'email' | 'phone' | 'address', text: string, tell: Tell): string | null {
	const result = v.safeParse(profileFields[name] as v.GenericSchema<string, string | null>, text);
	if (result.success) return result.output;
	tell('left-out', name, text);
	return null;
}

function shortened(
	name: 'sentence' | 'description',
	text: string,
	longest: number,
	tell: Tell
): string | null {
	const result = v.safeParse(profileFields[name], text);
	if (result.success) return result.output;
	tell('cut', name, text);
	const cut = text.slice(0, longest - 2).replace(/\s+\S*$/, '');
	return v.parse(profileFields[name], `${cut}…`.slice(0, longest));
}

function firstOf(text: string, tell: Tell): string {
	const several = text.split(/[;,\s]+|\s\/\s/).filter(Boolean);
	if (several.length > 1 && several.every((one) => one.includes('@'))) {
		tell('first-kept', 'email', text);
		return several[0]!;
	}
	return text;
}

/** Other software keeps its texts in HTML. */
function withoutTags(text: string): string {
	if (!/<\/?[a-z][^>]*>/i.test(text)) return text;
	const lines = text.replace(/<(br|\/p|\/li|\/div|\/h\d)\b[^>]*>/gi, '\n');
	return lines.replace(/<\/?[a-z][^>]*>/gi, '').replace(/\n{3,}/g, '\n\n');
}

/** A postal code or a code of INSEE that a workbook took for a number has lost its zero. */
function placeSaid({ postalCode, commune, inseeCode, departement }: Said): ParsedRow['place'] {
	const code = (text: string, digits: number) => {
		const bare = text.replace(/\s/g, '').toUpperCase();
		return /^\d+$/.test(bare) ? bare.padStart(digits, '0') : bare;
	};
	return {
		postalCode: code(postalCode, 5).slice(0, 12),
		commune: cleanLine(commune).slice(0, 120),
		inseeCode: code(inseeCode, 5).slice(0, 5),
		departement: cleanLine(departement).slice(0, 60)
	};
}

const mostWords = 40;

/** Words one after the other, however they are separated. */
function wordsIn(text: string): string[] {
	const words = text.split(/[;|\n•]/).flatMap((part) => (/[;|\n•]/.test(text) ? [part] : part.split(',')));
	const clean = words
		.map((word) => cleanLine(word).slice(0, 100))
		.filter((word) => /[\p{L}\p{N}]/u.test(word));
	return [...new Set(clean)].slice(0, mostWords);
}
