import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#words/messages.js';
import { cleanLine } from './fields.ts';
import { largestBody } from './http/bodies.ts';

type Values = Record<string, string>;
type Files = Record<string, File>;
type Rejected = { values: Values; errors: Values };
type Submitted<Value> = ({ ok: true; value: Value } & Rejected) | ({ ok: false } & Rejected);

/**
 * Reads a submitted form against a schema; fields that the schema does not know are ignored. What was typed comes back
 * with the errors so that the page can show it again. A field sent several times arrives as its values joined by commas.
 */
export async function readForm<Value>(
	request: Request,
	schema: v.GenericSchema<unknown, Value>
): Promise<Submitted<Value>> {
	if (Number(request.headers.get('content-length')) > largestBody)
		return { ok: false, values: {}, errors: { form: m.form_too_large() } };
	const sent = await request.formData().catch(unreadable);
	return sent ? checked(typed(sent), schema) : { ok: false, values: {}, errors: unread() };
}

/**
 * Reads a submitted form that has fields for files. `files` are those that were chosen; their names are among the values, so
 * that the page can say which one to choose again: a browser fills no field for files by itself.
 */
export async function readFormWithFiles<Value>(
	request: Request,
	schema: v.GenericSchema<unknown, Value>
): Promise<Submitted<Value> & { files: Files }> {
	const sent = await request.formData().catch(unreadable);
	if (!sent) return { ok: false, values: {}, errors: unread(), files: {} };

	const files: Files = {};
	for (const [name, file] of sent)
		if (typeof file !== 'string' && (file.name !== '' || file.size > 0)) files[name] = file;
	const names = Object.entries(files).map(([name, file]) => [name, cleanLine(file.name).slice(0, 200)]);
	const values = { ...typed(sent), ...(Object.fromEntries(names) as Values) };
	return { ...checked(values, schema), files };
}

function unread(): Values {
	return { form: m.form_unreadable() };
}

function checked<Value>(values: Values, schema: v.GenericSchema<unknown, Value>): Submitted<Value> {
	const result = v.safeParse(schema, values);
	if (result.success) return { ok: true, value: result.output, values, errors: {} };

	const errors: Values = {};
	for (const issue of result.issues) errors[v.getDotPath(issue) ?? 'form'] ??= issue.message;
	return { ok: false, values, errors };
}

/** Answers with the same page, what was typed, and what to change. `form` is the key for the form as a whole. */
export function reject(status: 400 | 403 | 409 | 422 | 429, { values, errors }: Rejected) {
	return fail(status, { values, errors });
}

/** A body that is no form is a refusal; one that is too large, or a lost connection, is told by the server. */
function unreadable(error: unknown): null {
	if (error instanceof TypeError) return null;
	throw error;
}

function typed(form: FormData): Values {
	const values: Values = {};
	for (const [name, value] of form) {
		if (typeof value !== 'string') continue;
		// PostgreSQL keeps no text with this character.
		const text = value.replaceAll('\0', '');
		values[name] = Object.hasOwn(values, name) ? `${values[name]},${text}` : text;
	}
	return values;
}
