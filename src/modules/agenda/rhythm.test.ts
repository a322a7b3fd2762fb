import { expect, test } from 'vitest';
import { daysOf } from './rhythm.ts';

test('the open hour is on the first Tuesday of each month, as on 6 February 2024', () => {
	const days = daysOf({ months: 1, weekday: 2, nth: 1 }, new Date('2024-02-06T23:00:00Z'), 3);
	expect(days).toEqual(['2024-02-06', '2024-03-05', '2024-04-02']);
});

test('the assembly is on the second Thursday of December, as on 12 December 2024', () => {
	const days = daysOf({ months: 12, month: 12, weekday: 4, nth: 2 }, new Date('2024-01-01T00:00:00Z'), 2);
	expect(days).toEqual(['2024-12-12', '2025-12-11']);
});

test('every second month counts from January', () => {
	const days = daysOf({ months: 2, weekday: 5, nth: 4 }, new Date('2024-02-01T00:00:00Z'), 2);
	expect(days).toEqual(['2024-03-22', '2024-05-24']);
});
