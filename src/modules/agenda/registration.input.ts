import * as v from 'valibot';
import { optionalLine, optionalText } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { families } from './families.ts';

/** How many people one may register besides oneself. */
export const guestNumbers = [1, 2, 3, 4, 5] as const;
export const mostGuests = guestNumbers.length;

const organisation = v.pipe(
	v.optional(v.string(), ''),
	v.check(
		(text) => text === '' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
		() => m.agenda_reg_refusal_organisation()
	),
	v.transform((text) => (text === '' ? null : text))
);

const family = v.pipe(
	v.optional(
		v.union([v.literal(''), v.picklist(families)], () => m.agenda_reg_refusal_family()),
		''
	),
	v.transform((text) => (text === '' ? null : text))
);

const written = v.object({
	/** Sent by who registers, and not by who only adds people. */
	myself: v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => text === 'yes')
	),
	organisation,
	family,
	expectations: optionalText(1000),
	diet: optionalText(300),
	access: optionalText(600),
	...numbered('guest', optionalLine(120)),
	...numbered('guestFamily', family)
});

/** A registration as one writes it. For an initiation in person, each one says to which family they belong. */
export function registrationInput(isForDelegations: boolean) {
	return v.pipe(
		written,
		v.rawCheck(({ dataset, addIssue }) => {
			if (!dataset.typed || !isForDelegations) return;
			for (const name of withoutFamily(dataset.value))
				addIssue({ message: m.agenda_reg_refusal_family(), path: [pathItem(dataset.value, name)] });
		}),
		v.transform(
			({ myself, organisation: organisationId, family, expectations, diet, access, ...fields }) => ({
				...{ myself, organisationId, family, expectations, diet, access },
				guests: guestNumbers.flatMap((number) => {
					const name = fields[`guest${number}`];
					return name ? [{ name, family: fields[`guestFamily${number}`] }] : [];
				})
			})
		)
	);
}
export type RegistrationInput = v.InferOutput<ReturnType<typeof registrationInput>>;

type Written = v.InferOutput<typeof written>;

function withoutFamily(value: Written): string[] {
	const mine = value.myself && value.family === null ? ['family'] : [];
	const theirs = guestNumbers.filter((number) => value[`guest${number}`] && !value[`guestFamily${number}`]);
	return [...mine, ...theirs.map((number) => `guestFamily${number}`)];
}

function pathItem(value: Written, key: string): v.ObjectPathItem {
	return { type: 'object', origin: 'value', input: value, key, value: value[key as keyof Written] };
}

type Numbered<Name extends string, Schema> = Record<`${Name}${(typeof guestNumbers)[number]}`, Schema>;

function numbered<Name extends string, Schema>(name: Name, schema: Schema): Numbered<Name, Schema> {
	const fields = guestNumbers.map((number) => [`${name}${number}`, schema]);
	return Object.fromEntries(fields) as Numbered<Name, Schema>;
}
