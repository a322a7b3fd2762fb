import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#words/messages.js';

type Values = Record<string, string>;
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
	const sent = await request.formData().catch(unreadable);
	if (!sent) return { ok: false, values: {}, errors: { form: m.form_unreadable() } };

	const values = typed(sent);
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
