import * as v from 'valibot';
import { readForm } from '#platform/forms.server.ts';
import { fields } from './kinds/fields.ts';
import { kindOf } from './kinds/kinds.ts';
import { ActivityInput } from './room.input.ts';

type Read =
	| { ok: true; prepared: { input: ActivityInput; settings: unknown } }
	| { ok: false; values: Record<string, string>; errors: Record<string, string> };

/** Reads the form of an activity: what every kind has, and what its kind needs. */
export async function readActivity(request: Request): Promise<Read> {
	const sent = await readForm(request, fields);
	if (!sent.ok) return sent;
	const input = v.safeParse(ActivityInput, sent.values);
	const settings = input.success ? v.safeParse(kindOf(input.output.kind).settings, sent.values) : undefined;
	if (input.success && settings?.success)
		return { ok: true, prepared: { input: input.output, settings: settings.output } };
	const errors: Record<string, string> = {};
	for (const issue of [...(input.issues ?? []), ...(settings?.issues ?? [])])
		errors[v.getDotPath(issue) ?? 'form'] ??= issue.message;
	return { ok: false, values: sent.values, errors };
}

/** What was prepared, as the fields of its form. */
export function activityFields(activity: {
	title: string;
	about: string;
	isAnonymous: boolean;
	settings: unknown;
}): Record<string, string> {
	const { title, about, isAnonymous } = activity;
	const settings = Object.entries(activity.settings as Record<string, string | number | string[]>);
	const values = settings.map(([name, value]) => [
		name,
		Array.isArray(value) ? value.join('\n') : String(value)
	]);
	return { title, about, isNamed: isAnonymous ? '' : 'on', ...Object.fromEntries(values) };
}
