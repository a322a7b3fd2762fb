import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marksOf, mergeTyped } from './meanwhile.server.ts';

const words = fc.constantFrom('', 'a', 'b', 'c');
const page = fc.record({ sentence: words, description: words, website: words });

test('of what two people wrote at once, nothing typed is lost and nothing saved is overwritten unseen', () => {
	fc.assert(
		fc.property(page, page, page, (before, saved, typed) => {
			const { values, conflicts } = mergeTyped(marksOf(before), saved, typed);
			for (const name of ['sentence', 'description', 'website'] as const) {
				const isMine = typed[name] !== before[name];
				const isTheirs = saved[name] !== before[name];
				expect(values[name]).toBe(isMine || !isTheirs ? typed[name] : saved[name]);
				const isConflict = isMine && isTheirs && typed[name] !== saved[name];
				expect(conflicts[name]).toBe(isConflict ? saved[name] : undefined);
			}
		})
	);
});

test('ends of lines and the order of boxes are no change', () => {
	const before = { description: 'a\nb', offers: 'x,y' };
	const saved = { description: 'c', offers: 'z' };
	const typed = { description: 'a\r\nb', offers: 'y,x' };
	expect(mergeTyped(marksOf(before), saved, typed)).toEqual({ values: saved, conflicts: {} });
});

test('boxes that were all unticked are a change, and so is a note on what another took away', () => {
	const before = { offers: 'x', 'offerNote-x': 'le soir' };
	const merged = mergeTyped(marksOf(before), { offers: 'x,y', 'offerNote-x': 'le soir' }, {});
	expect(merged.conflicts).toEqual({ offers: 'x,y' });
	const noted = mergeTyped(marksOf(before), { offers: '' }, { offers: 'x', 'offerNote-x': 'le matin' });
	expect(noted).toEqual({
		values: { offers: '', 'offerNote-x': 'le matin' },
		conflicts: { 'offerNote-x': '' }
	});
});

test('a form that says nothing of what it saw keeps all that was typed', () => {
	expect(mergeTyped('', { sentence: 'b' }, { sentence: 'a' })).toEqual({
		values: { sentence: 'a' },
		conflicts: { sentence: 'b' }
	});
});
