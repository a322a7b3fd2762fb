import * as v from 'valibot';
import { cleanLine, isDay, optionalLine, optionalText, requiredLine } from '#platform/fields.ts';
import { timeZones } from '#platform/time-zones.ts';
import { m } from '#words/messages.js';
import { formats, type ProgrammePerson } from './programme.ts';

const day = v.pipe(
	v.optional(v.string(), ''),
	v.check(isDay, () => m.assembly_error_day())
);
const empty = (text: string | null) => text ?? '';

/** An assembly that one prepares. */
export const EditionInput = v.pipe(
	v.object({
		slug: v.pipe(
			v.optional(v.string(), ''),
			v.transform((typed) => typed.trim().toLowerCase()),
			v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, () => m.assembly_error_slug()),
			v.maxLength(60)
		),
		title: requiredLine(140, m.assembly_error_title),
		about: v.pipe(optionalText(5000), v.transform(empty)),
		startsOn: day,
		endsOn: day,
		place: v.pipe(optionalLine(200), v.transform(empty)),
		timeZone: v.optional(v.picklist(timeZones), 'Europe/Paris'),
		gatheringSlug: optionalLine(200)
	}),
	v.forward(
		v.check(
			({ startsOn, endsOn }) => endsOn >= startsOn,
			() => m.assembly_error_order()
		),
		['endsOn']
	)
);

export type EditionInput = v.InferOutput<typeof EditionInput>;

function orNull<Value>(schema: v.GenericSchema<string, Value>) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.transform((typed) => typed.trim()),
		v.union([
			v.pipe(
				v.literal(''),
				v.transform(() => null)
			),
			schema
		])
	);
}

const number = (most: number, error: () => string) =>
	orNull(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,4}$/, error),
			v.transform(Number),
			v.check((value) => value >= 1 && value <= most, error)
		)
	);

/** “Name, role that day”, one a line. */
function people(part: ProgrammePerson['part']) {
	return v.pipe(
		optionalText(4000),
		v.transform((text): ProgrammePerson[] =>
			(text ?? '')
				.split('\n')
				.map(cleanLine)
				.filter(Boolean)
				.map((line) => {
					const [name = '', ...role] = line.split(',');
					return { part, name: name.trim(), role: role.join(',').trim() };
				})
		),
		v.check(
			(list) => list.every(({ name, role }) => name !== '' && name.length <= 120 && role.length <= 240),
			() => m.assembly_error_people()
		),
		v.maxLength(40, () => m.assembly_error_people())
	);
}

/** “Title https://…”, one a line. */
const resources = v.pipe(
	optionalText(4000),
	v.transform((text) =>
		(text ?? '')
			.split('\n')
			.map(cleanLine)
			.filter(Boolean)
			.map((line) => {
				const [, title = '', url = ''] = /^(.*?)\s*(https:\/\/\S+)$/.exec(line) ?? [];
				return { title: (title || url).slice(0, 200), url };
			})
	),
	v.check(
		(list) => list.every(({ url }) => URL.canParse(url) && url.length <= 500),
		() => m.assembly_error_resources()
	),
	v.maxLength(40)
);

/** A session that one prepares. */
export const SessionInput = v.object({
	title: requiredLine(200, m.assembly_error_session_title),
	format: v.picklist(formats, m.assembly_error_format),
	day,
	starts: orNull(
		v.pipe(
			v.string(),
			v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, () => m.assembly_error_time())
		)
	),
	minutes: number(1440, m.assembly_error_minutes),
	space: optionalLine(120),
	slot: v.optional(orNull(v.pipe(v.string(), v.uuid())), ''),
	abstract: v.pipe(optionalText(10_000), v.transform(empty)),
	language: v.optional(v.picklist(['fr', 'en']), 'fr'),
	speakers: people('speaker'),
	hosts: people('host'),
	resources,
	video: orNull(
		v.pipe(
			v.string(),
			v.url(() => m.assembly_error_link()),
			v.startsWith('https://', () => m.assembly_error_link())
		)
	),
	capacity: number(5000, m.assembly_error_capacity)
});

export type SessionInput = v.InferOutput<typeof SessionInput>;

/** What a day is about. */
export const DayInput = v.object({ day, theme: v.pipe(optionalLine(200), v.transform(empty)) });

/** Why a new version is published. */
export const PublishInput = v.object({ note: v.pipe(optionalLine(300), v.transform(empty)) });

export const SessionMoved = v.object({
	session: v.pipe(v.string(), v.uuid()),
	way: v.picklist(['up', 'down'])
});
/** Where a session is put: on a day, after another or first. */
export const PlacedInput = v.object({
	session: v.pipe(v.string(), v.uuid()),
	day,
	after: v.optional(orNull(v.pipe(v.string(), v.uuid())), '')
});
export type PlacedInput = v.InferOutput<typeof PlacedInput>;

export const SessionNamed = v.object({ session: v.pipe(v.string(), v.uuid()) });
