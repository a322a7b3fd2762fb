import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ChangeInput, RemovalInput, SignatureInput, WithdrawalInput } from './charter.input.ts';
import { AmendmentInput, AnswerInput, PutInForceInput, ValidationInput } from './revision.input.ts';

const mine = { inNameOf: 'me', version: '1', agrees: 'on' };
const theirs = { ...mine, inNameOf: 'other', name: 'Les Amis', mandate: 'maire', hasMandate: 'on' };

function mistakes(schema: v.GenericSchema, input: unknown): string[] {
	const result = v.safeParse(schema, input);
	return result.success ? [] : result.issues.map((issue) => v.getDotPath(issue) ?? 'form');
}

test('someone who signs in their own name tells little', () => {
	expect(v.parse(SignatureInput, mine)).toEqual({
		inNameOf: 'me',
		version: 1,
		reservation: null,
		isNamePublic: false,
		agrees: true
	});
});

test.each([
	['says nothing', {}, 'inNameOf'],
	['does not agree', { ...mine, agrees: '' }, 'agrees'],
	['sends no version', { ...mine, version: '' }, 'version'],
	['sends a version that is no number', { ...mine, version: '1; drop' }, 'version'],
	['sends a negative version', { ...mine, version: '-1' }, 'version'],
	['writes a reservation without end', { ...mine, reservation: 'a'.repeat(1001) }, 'reservation'],
	['names nobody', { ...mine, inNameOf: 'them' }, 'inNameOf'],
	['gives the organisation no name', { ...theirs, name: ' \u200B ' }, 'name'],
	['gives the organisation a name of dots', { ...theirs, name: '...' }, 'name'],
	['gives the organisation too long a name', { ...theirs, name: 'a'.repeat(161) }, 'name'],
	['invents a kind', { ...theirs, kind: 'empire' }, 'kind'],
	['declares no mandate', { ...theirs, hasMandate: '' }, 'hasMandate'],
	['does not say in which quality', { ...theirs, mandate: '' }, 'mandate'],
	['sends a version that is a list', { ...mine, version: ['1'] }, 'version']
])('someone who %s is told so beside the field', (_, input, field) => {
	expect(mistakes(SignatureInput, input)).toContain(field);
});

test('what a form does not ask for is not kept', () => {
	const forged = { ...mine, personId: 'x', signedAt: '1999', isAdministrator: 'on' };
	expect(Object.keys(v.parse(SignatureInput, forged)).sort()).toEqual(
		['agrees', 'inNameOf', 'isNamePublic', 'reservation', 'version'].sort()
	);
});

test('what turns the direction of writing, or shows nothing, is taken out of a name', () => {
	const input = v.parse(SignatureInput, { ...theirs, name: 'Les \u202EsimA\u202C du\u200B Pré' });
	expect(input).toMatchObject({ name: 'Les simA du Pré' });
});

test('a script is kept as the text that it is', () => {
	const reservation = '<script>alert(1)</script>';
	expect(v.parse(SignatureInput, { ...mine, reservation })).toMatchObject({ reservation });
});

test('a signature is changed or withdrawn by an id that has the shape of one', () => {
	expect(mistakes(ChangeInput, { signatureId: '1' })).toEqual(['signatureId']);
	expect(mistakes(WithdrawalInput, {})).toEqual(['signatureId']);
	expect(mistakes(RemovalInput, { reason: '  ' })).toEqual(['reason']);
});

test.each(['', '0000-01-01', '2024-02-30', '14/06/2024', '2024-13-01', 'demain'])(
	'“%s” is not a day',
	(day) => {
		expect(mistakes(ValidationInput, { meeting: 'AG', day })).toEqual(['day']);
		expect(mistakes(PutInForceInput, { version: '2', renewUntil: day })).toEqual(['renewUntil']);
	}
);

test('a proposal says why, and declining one takes an answer', () => {
	expect(mistakes(AmendmentInput, { wording: 'Autrement.' })).toEqual(['reason']);
	const amendmentId = '0198c0de-0000-7000-8000-000000000000';
	expect(mistakes(AnswerInput, { amendmentId, outcome: 'adopted' })).toEqual([]);
	expect(mistakes(AnswerInput, { amendmentId, outcome: 'declined' })).toEqual(['answer']);
	expect(mistakes(AnswerInput, { amendmentId, outcome: 'burnt' })).toEqual(['outcome']);
});
