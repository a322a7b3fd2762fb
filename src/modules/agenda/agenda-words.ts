import { formatDate, formatHour } from '#platform/locale.ts';
import { zoneName } from '#platform/time-zones.ts';
import { m } from '#words/messages.js';
import type { Askable, GatheringKind, WayToMeet } from './gathering-kinds.ts';

/** The name of a kind of gathering. */
export function kindName(kind: GatheringKind): string {
	const words: Record<GatheringKind, () => string> = {
		'open-hour': m.agenda_kind_open_hour,
		'initiation-online': m.agenda_kind_initiation_online,
		'initiation-in-person': m.agenda_kind_initiation_in_person,
		community: m.agenda_kind_community,
		'working-group': m.agenda_kind_working_group,
		'learning-trip': m.agenda_kind_learning_trip,
		accompaniment: m.agenda_kind_accompaniment,
		assembly: m.agenda_kind_assembly,
		other: m.agenda_kind_other
	};
	return words[kind]();
}

/** Where one takes part. */
export function wayName(way: WayToMeet): string {
	const words = { 'on-site': m.agenda_way_on_site, online: m.agenda_way_online, both: m.agenda_way_both };
	return words[way]();
}

/** What organisers may ask of who registers. */
export function askName(ask: Askable): string {
	const words = {
		expectations: m.agenda_ask_expectations,
		diet: m.agenda_ask_diet,
		access: m.agenda_ask_access
	};
	return words[ask]();
}

type When = { startsAt: Date; endsAt: Date; timeZone: string };

/** When a gathering is, in the local time of where it is: “mardi 1 décembre 2026, de 18 h à 19 h”. */
export function whenInWords({ startsAt, endsAt, timeZone }: When): string {
	const day = (moment: Date) => formatDate(moment, { dateStyle: 'full', timeZone });
	const [from, to] = [hourIn(startsAt, timeZone), hourIn(endsAt, timeZone)];
	const isOneDay = day(startsAt) === day(endsAt);
	const when = isOneDay
		? m.agenda_when({ day: day(startsAt), from, to })
		: m.agenda_when_days({ day: day(startsAt), from, last: day(endsAt), to });
	return timeZone === 'Europe/Paris' ? when : m.agenda_when_zone({ when, zone: zoneName(timeZone) });
}

/** The hour in the time zone of a gathering: “18 h 30”, or “18:30” in English. */
export function hourIn(moment: Date, timeZone: string): string {
	return formatHour(moment, timeZone);
}
