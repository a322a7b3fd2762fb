import * as v from 'valibot';
import { expect, test } from 'vitest';
import { CallInput, DecisionInput } from './calls.input.ts';
import { dayOf, daysAfter } from './days.ts';

test.for([
	['no title', { title: ' ' }, 'title'],
	['no criterion', { criterion1: '' }, 'criteria'],
	['a weight that is none', { weight1: '11' }, 'weight1'],
	['too many wanted', { wanted: '51' }, 'wanted'],
	['nobody wanted', { wanted: '0' }, 'wanted'],
	['a day that has passed', { deadline: '2020-01-01' }, 'deadline'],
	['a day that does not exist', { deadline: '2027-02-30' }, 'deadline'],
	['no way', { way: 'lottery' }, 'way']
] as const)('a call with %s is refused', ([, as, field]) => {
	const deadline = daysAfter(dayOf(new Date()), 20);
	const good = { title: 'Accompagner', text: 'Trois jours.', wanted: '1', deadline, way: 'scores' };
	const sent = { ...good, criterion1: 'Écoute', weight1: '3' };
	expect(v.safeParse(CallInput, sent).success).toBe(true);
	const read = v.safeParse(CallInput, { ...sent, ...as });
	expect(read.issues?.map((issue) => v.getDotPath(issue))).toEqual([field]);
});

test('a decision without a reason for each choice is refused beside that choice', () => {
	const id = '0193a8de-7c4e-7000-8000-000000000000';
	const sent = { chosen: id, decision: 'Par consentement.' };
	const read = v.safeParse(DecisionInput, sent);
	expect(read.issues?.map((issue) => v.getDotPath(issue))).toEqual([`reason-${id}`]);
	expect(v.parse(DecisionInput, { ...sent, [`reason-${id}`]: ' Bien. ' }).chosen).toEqual([
		{ id, reason: 'Bien.' }
	]);
	expect(v.safeParse(DecisionInput, { ...sent, chosen: 'x' }).success).toBe(false);
});
