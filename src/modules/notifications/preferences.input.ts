import * as v from 'valibot';
import { timeZones } from '#platform/time-zones.ts';
import { m } from '#words/messages.js';
import { mailChoices } from './catalogue.ts';
import type { NoticeCatalogue } from './notice-kinds.ts';
import { paces } from './paces.ts';

/** What the form of preferences sends: a clock, and for each family a box (the page) and a pace (mail), when there is a choice. */
export function preferencesInput(catalogue: NoticeCatalogue) {
	const fields = catalogue.families.flatMap((family) => {
		const choices = mailChoices(catalogue, family);
		const pace = v.picklist(choices, () => m.notifications_refusal_pace());
		return [
			[`page-${family.name}`, v.optional(v.string())],
			...(choices.length > 0 ? [[`mail-${family.name}`, pace]] : [])
		] as [string, v.GenericSchema<unknown, string | undefined>][];
	});
	return v.pipe(
		v.intersect([ClockInput, v.object(Object.fromEntries(fields))]),
		v.transform((sent) => {
			const values = sent as Record<string, unknown>;
			const { timeZone, hour } = sent;
			return {
				clock: { timeZone, hour },
				choices: catalogue.families.map(({ name }) => choiceIn(values, name))
			};
		})
	);
}

const ClockInput = v.object({
	timeZone: v.picklist(timeZones, () => m.notifications_refusal_zone()),
	hour: v.pipe(
		v.string(() => m.notifications_refusal_hour()),
		v.regex(/^(1?\d|2[0-3])$/, () => m.notifications_refusal_hour()),
		v.transform(Number)
	)
});

function choiceIn(values: Record<string, unknown>, family: string) {
	const pace = paces.find((one) => one === values[`mail-${family}`]);
	return { family, isOnPage: values[`page-${family}`] === 'on', pace };
}

export type PreferencesInput = v.InferOutput<ReturnType<typeof preferencesInput>>;
