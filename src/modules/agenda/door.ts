import { localOf } from './moments.ts';

type When = { startsAt: Date; endsAt: Date; timeZone: string };

const hour = 3_600_000;

/** Whether presences are noted yet: from an hour before the beginning on, and for ever after. */
export function isNotingOpen({ startsAt }: Pick<When, 'startsAt'>, now: Date): boolean {
	return now.getTime() >= startsAt.getTime() - hour;
}

/** The local day that the code at the door is for, from an hour before the beginning to the end of the last day; else null. */
export function doorDay({ startsAt, endsAt, timeZone }: When, now: Date): string | null {
	const { day } = localOf(now, timeZone);
	const isOver = day > localOf(endsAt, timeZone).day;
	return isNotingOpen({ startsAt }, now) && !isOver ? day : null;
}

/** How long after a gathering the link of a letter still lets one say that one was there, in milliseconds. */
const letterLasts = 30 * 24 * hour;

/** Whether the link of a letter may still be used. */
export function isLetterOpen({ startsAt, endsAt }: When, now: Date): boolean {
	return isNotingOpen({ startsAt }, now) && now.getTime() < endsAt.getTime() + letterLasts;
}
