import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareNumber, hasNoRna, isRna, isSiren, isSiret, spacedNumber } from './identifiers.ts';

test('the number of a real organisation is known, and a slip of one digit is seen', () => {
	const siren = '130025265';
	expect(isSiren(siren)).toBe(true);
	for (let at = 0; at < siren.length; at += 1) {
		const other = String((Number(siren[at]) + 1) % 10);
		expect(isSiren(siren.slice(0, at) + other + siren.slice(at + 1))).toBe(false);
	}
});

test('two neighbouring digits that changed places are seen, unless they are 0 and 9', () => {
	const siren = '732829320';
	for (let at = 0; at < 8; at += 1) {
		const swapped = siren.slice(0, at) + siren[at + 1] + siren[at] + siren.slice(at + 2);
		expect([swapped, isSiren(swapped)]).toEqual([swapped, swapped === siren]);
	}
});

test('an establishment is known by the number of its organisation and its own key', () => {
	expect(isSiret('73282932000074')).toBe(true);
	expect(isSiret('73282932000075')).toBe(false);
	expect(isSiret('73282932100074')).toBe(false);
	expect(isSiret('7328293200007')).toBe(false);
});

test('a post office is known although its key is not that of Luhn', () => {
	expect(isSiret('35600000000048')).toBe(true);
	expect(isSiret('35600000049837')).toBe(true);
	expect(isSiret('35600000049838')).toBe(false);
});

test('only one number in ten passes as a SIREN', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^\d{8}$/), (start) => {
			const passing = [...'0123456789'].filter((last) => isSiren(start + last));
			expect(passing.length).toBe(/^0+$/.test(start) ? 0 : 1);
		})
	);
});

test('an association of Corsica or of overseas has its number, one of Strasbourg has none', () => {
	expect(['W751000001', 'W2A1000001', 'W9R2000123'].map(isRna)).toEqual([true, true, true]);
	expect(['751000001', 'W75100000', 'W7510000012', 'WA51000001', ''].map(isRna)).not.toContain(true);
	expect([hasNoRna('67'), hasNoRna('35'), hasNoRna(null)]).toEqual([true, false, false]);
});

test('a number is read with its spaces and written with them', () => {
	expect(bareNumber(' 732 829\u00A0320.00074 ')).toBe('73282932000074');
	expect(bareNumber('w751-000-001')).toBe('W751000001');
	expect(spacedNumber('73282932000074')).toBe('732\u00A0829\u00A0320\u00A000074');
	expect(spacedNumber('732829320')).toBe('732\u00A0829\u00A0320');
});
