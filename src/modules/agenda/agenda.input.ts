import * as v from 'valibot';
import { isDay, optionalLine, optionalText, requiredLine, requiredText, ticked } from '#platform/fields.ts';
import { timeZones } from '#platform/time-zones.ts';
import { m } from '#words/messages.js';
import { askable, gatheringAudiences, gatheringKinds, waysToMeet } from './gathering-kinds.ts';
import { momentAt } from './moments.ts';
import { daysBetween, rhythms, scopes, type Rhythm } from './rhythms.ts';

const day = v.pipe(
	v.optional(v.string(), ''),
	v.check(isDay, () => m.agenda_refusal_day())
);
const optionalDay = v.pipe(
	v.optional(v.string(), ''),
	v.check(
		(text) => text === '' || isDay(text),
		() => m.agenda_refusal_day()
	)
);
const hour = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, () => m.agenda_refusal_hour())
);

const link = v.pipe(
	optionalLine(500),
	v.check(
		(text) => text === null || /^https:\/\/[^\s/]+\.[^\s/]+/i.test(text),
		() => m.agenda_refusal_link()
	)
);

const capacity = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^\d{0,5}$/, () => m.agenda_refusal_capacity()),
	v.transform((text) => (text === '' ? null : Number(text))),
	v.check(
		(seats) => seats === null || seats > 0,
		() => m.agenda_refusal_capacity()
	)
);

const asks = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => askable.filter((ask) => text.split(',').includes(ask)))
);

const aDay = 24 * 3_600_000;
const longest = 40 * aDay;
const farthest = 10 * 366 * aDay;

/** A gathering as its organiser writes it: local days and hours become moments. */
export const GatheringInput = v.pipe(
	v.object({
		title: requiredLine(120, () => m.agenda_refusal_title()),
		summary: requiredLine(240, () => m.agenda_refusal_summary()),
		text: optionalText(20_000),
		kind: v.picklist(gatheringKinds, () => m.agenda_refusal_kind()),
		way: v.picklist(waysToMeet, () => m.agenda_refusal_way()),
		day,
		from: hour,
		lastDay: optionalDay,
		to: hour,
		timeZone: v.optional(
			v.picklist(timeZones, () => m.agenda_refusal_zone()),
			'Europe/Paris'
		),
		language: v.optional(v.picklist(['fr', 'en']), 'fr'),
		audience: v.optional(v.picklist(gatheringAudiences), 'public'),
		/** The address of the group whose session it is; said when it is planned, for good. */
		group: optionalLine(120),
		place: optionalLine(100),
		'place-id': optionalLine(120),
		address: optionalText(300),
		venueAccess: optionalText(600),
		travel: optionalText(600),
		link,
		registers: ticked,
		registrationDay: optionalDay,
		capacity,
		asks,
		comesBack: v.optional(
			v.picklist(['never', ...rhythms], () => m.agenda_refusal_rhythm()),
			'never'
		),
		comesBackUntil: optionalDay,
		/** Of one of a series: whether those that follow change with it. */
		applies: v.optional(v.picklist(scopes), 'this')
	}),
	v.transform((written) => ({ ...written, ...momentsOf(written) })),
	v.forward(
		v.check(
			({ startsAt, endsAt }) => endsAt > startsAt && endsAt.getTime() - startsAt.getTime() <= longest,
			() => m.agenda_refusal_end()
		),
		['to']
	),
	v.forward(
		v.check(
			({ startsAt }) => Math.abs(startsAt.getTime() - Date.now()) < farthest,
			() => m.agenda_refusal_far()
		),
		['day']
	),
	v.forward(
		v.check(
			({ way, place, address }) => way === 'online' || place !== null || address !== null,
			() => m.agenda_refusal_place()
		),
		['place']
	),
	v.forward(
		v.check(
			({ comesBack, startsAt, endsAt }) =>
				comesBack === 'never' || endsAt.getTime() - startsAt.getTime() < daysBetween[comesBack] * aDay,
			() => m.agenda_refusal_overlap()
		),
		['comesBack']
	),
	v.forward(
		v.check(
			(written) => comesBackInTime(written),
			() => m.agenda_refusal_comes_back_until()
		),
		['comesBackUntil']
	)
);
export type GatheringInput = v.InferOutput<typeof GatheringInput>;

/** Why a gathering, or it and those that follow, will not take place. */
export const CancellationInput = v.object({
	reason: requiredText(600, () => m.agenda_refusal_reason()),
	applies: v.optional(v.picklist(scopes), 'this')
});

type Local = {
	day: string;
	from: string;
	lastDay: string;
	to: string;
	timeZone: string;
	registers: boolean;
	registrationDay: string;
};

function momentsOf({ day, from, lastDay, to, timeZone, registers, registrationDay }: Local) {
	const startsAt = momentAt(day, from, timeZone);
	const endsAt = momentAt(lastDay || day, to, timeZone);
	const closing = registrationDay ? momentAt(registrationDay, '23:59', timeZone) : startsAt;
	return {
		startsAt,
		endsAt,
		registrationUntil: registers ? (closing < startsAt ? closing : startsAt) : null
	};
}

/** A rhythm that ends before its second gathering is none. */
function comesBackInTime(written: { day: string; comesBack: 'never' | Rhythm; comesBackUntil: string }) {
	const { day, comesBack, comesBackUntil } = written;
	if (comesBack === 'never' || comesBackUntil === '') return true;
	const second = new Date(Date.parse(`${day}T12:00:00Z`) + daysBetween[comesBack] * aDay);
	return comesBackUntil >= second.toISOString().slice(0, 10);
}
