import * as v from 'valibot';
import { optionalLine, optionalText, requiredLine, requiredText } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { skillIds } from '../skills/skills.input.ts';
import { comingDay } from './days.ts';
import { placeFields } from './needs.input.ts';

export const mostCriteria = 6;
const numbers = Array.from({ length: mostCriteria }, (_, index) => index + 1);

const whole = (least: number, most: number, refusal: () => string) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.regex(/^\d{1,3}$/, refusal),
		v.toNumber(),
		v.minValue(least, refusal),
		v.maxValue(most, refusal)
	);

const weight = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^(\d|10)?$/, () => m.calls_refusal_weight()),
	v.transform((text) => (text === '' ? 1 : Number(text))),
	v.minValue(1, () => m.calls_refusal_weight())
);
const criterionEntries = Object.fromEntries(
	numbers.flatMap((number) => [
		[`criterion${number}`, optionalLine(120)],
		[`weight${number}`, weight]
	])
) as Record<`criterion${number}`, ReturnType<typeof optionalLine>> & Record<`weight${number}`, typeof weight>;

type Sent = Record<`criterion${number}`, string | null> & Record<`weight${number}`, number>;

/** A call as facilitators write it: its criteria are the lines that are filled in. */
export const CallInput = v.pipe(
	v.object({
		title: requiredLine(120, () => m.calls_refusal_title()),
		text: requiredText(4000, () => m.calls_refusal_text()),
		wanted: whole(1, 50, () => m.calls_refusal_wanted()),
		deadline: comingDay(366, () => m.introductions_refusal_until()),
		way: v.picklist(['scores', 'consent'], () => m.calls_refusal_way()),
		skills: skillIds,
		'skills-words': optionalText(1000),
		...placeFields,
		...criterionEntries
	}),
	v.transform((sent) => ({
		...sent,
		criteria: numbers.flatMap((number) => {
			const label = (sent as unknown as Sent)[`criterion${number}`];
			return label ? [{ label, weight: (sent as unknown as Sent)[`weight${number}`] ?? 1 }] : [];
		})
	})),
	v.forward(
		v.check(
			({ criteria }) => criteria.length > 0,
			() => m.calls_refusal_criteria()
		),
		['criteria']
	)
);
export type CallInput = Pick<
	v.InferOutput<typeof CallInput>,
	| 'title'
	| 'text'
	| 'wanted'
	| 'deadline'
	| 'way'
	| 'skills'
	| 'skills-words'
	| 'place'
	| 'place-id'
	| 'criteria'
>;

/** Who applies, and why. */
export const ApplicationInput = v.object({
	sentence: requiredText(600, () => m.calls_refusal_sentence()),
	inNameOf: v.optional(v.string(), 'me')
});
export type ApplicationInput = v.InferOutput<typeof ApplicationInput>;

const scoreEntries = Object.fromEntries(
	numbers.map((number) => [`score${number}`, v.optional(v.picklist(['', '0', '1', '2', '3', '4', '5']), '')])
);

/** What a facilitator thinks of one application, by each criterion; what is left empty is not scored. */
export const ScoreInput = v.pipe(
	v.object({
		application: v.pipe(
			v.optional(v.string(), ''),
			v.uuid(() => m.calls_refusal_application())
		),
		...scoreEntries
	}),
	v.transform((sent) => ({
		application: sent.application,
		scores: numbers.flatMap((criterion) => {
			const score = (sent as Record<string, string>)[`score${criterion}`];
			return score ? [{ criterion, score: Number(score) }] : [];
		})
	}))
);
export type ScoreInput = v.InferOutput<typeof ScoreInput>;

/** Who is chosen, with a reason for each, and how the choice was made. Reasons are in fields `reason-` and the application. */
export const DecisionInput = v.pipe(
	v.looseObject({
		chosen: v.pipe(
			v.optional(v.string(), ''),
			v.transform((ids) => [...new Set(ids.split(',').filter(Boolean))]),
			v.array(v.pipe(v.string(), v.uuid()))
		),
		decision: requiredText(2000, () => m.calls_refusal_decision())
	}),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		const { chosen, decision, ...rest } = dataset.value;
		const reasons = chosen.map((id) => ({ id, reason: v.safeParse(reason, rest[`reason-${id}`]) }));
		const missing = reasons.filter((one) => !one.reason.success);
		for (const { id } of missing)
			addIssue({
				message: m.calls_refusal_reason(),
				path: [
					{ type: 'object', origin: 'value', input: dataset.value, key: `reason-${id}`, value: undefined }
				]
			});
		if (missing.length > 0) return NEVER;
		return { decision, chosen: reasons.map((one) => ({ id: one.id, reason: one.reason.output as string })) };
	})
);
export type DecisionInput = v.InferOutput<typeof DecisionInput>;

const reason = requiredText(600, () => m.calls_refusal_reason());
