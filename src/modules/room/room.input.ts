import * as v from 'valibot';
import { optionalText, requiredLine, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { kindNames } from './kinds/kinds.ts';
import { templateNames } from './template-names.ts';

const text = v.pipe(
	optionalText(2000),
	v.transform((written) => written ?? '')
);

/** A room that one opens or changes. */
export const RoomInput = v.object({
	title: requiredLine(140, m.room_error_title),
	about: text,
	needsAccount: ticked,
	showsAfterReading: ticked,
	refusedWords: text
});

export type RoomInput = v.InferOutput<typeof RoomInput>;

/** A room that one opens, maybe for a session of an assembly. */
export const NewRoomInput = v.object({
	...RoomInput.entries,
	sessionId: v.optional(
		v.pipe(
			v.string(),
			v.transform((id) => (v.is(v.pipe(v.string(), v.uuid()), id) ? id : null))
		),
		''
	)
});

export type NewRoomInput = v.InferOutput<typeof NewRoomInput>;

/** What is the same for every kind of activity; what its kind needs to know is read by the kind. */
export const ActivityInput = v.object({
	kind: v.picklist(kindNames, m.room_error_kind),
	title: requiredLine(200, m.room_error_question),
	about: text,
	isNamed: ticked
});

export type ActivityInput = v.InferOutput<typeof ActivityInput>;

/** The name under which one takes a seat; none is fine. */
export const SeatInput = v.object({
	name: v.pipe(
		v.optional(v.string(), ''),
		v.transform((typed) => typed.trim().slice(0, 60))
	),
	isMe: ticked
});

export type SeatInput = v.InferOutput<typeof SeatInput>;

/** The code of a room, as people type it. */
export const CodeInput = v.object({
	code: v.pipe(
		v.optional(v.string(), ''),
		v.transform((typed) => typed.replace(/\D/g, '')),
		v.regex(/^\d{6}$/, () => m.room_error_code())
	)
});

const activity = v.pipe(v.string(), v.uuid());

/** An activity of a room. */
export const PreparedInput = v.object({ activity });
/** An activity that goes one place earlier or later. */
export const MovedInput = v.object({ activity, way: v.picklist(['up', 'down']) });
/** Activities prepared for everybody, by their name. */
export const TemplateInput = v.object({ template: v.picklist(templateNames) });

/** Something that was said, and whether it is quoted with its session. */
export const QuotedInput = v.object({
	text: v.pipe(v.optional(v.string(), ''), v.uuid()),
	quotes: ticked
});
