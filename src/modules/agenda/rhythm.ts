/** A rhythm such as “the first Tuesday of every second month”. Weekdays as in ISO 8601: Monday is 1, Sunday 7. */
export type Rhythm = { months: number; weekday: number; nth: number; month?: number };

/**
 * The calendar days (`2024-02-06`) of a rhythm, `count` of them, from `start` on. Months are counted from January, or
 * from the rhythm's own `month`, so that two plantings in one year agree.
 */
export function daysOf({ months, weekday, nth, month = 1 }: Rhythm, start: Date, count: number): string[] {
	const days: string[] = [];
	const from = start.toISOString().slice(0, 10);
	let index = start.getUTCFullYear() * 12;
	while (days.length < count) {
		if ((index - (month - 1)) % months === 0) {
			const day = nthWeekday(Math.floor(index / 12), index % 12, weekday, nth);
			if (day >= from) days.push(day);
		}
		index += 1;
	}
	return days;
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
	const firstWeekday = new Date(Date.UTC(year, month, 1)).getUTCDay() || 7;
	const day = 1 + ((weekday - firstWeekday + 7) % 7) + (nth - 1) * 7;
	return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
