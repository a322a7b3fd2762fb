/** What somebody answered, as the fields of the form in which they did, so that they find it there again. */
export function fieldsOf(kind: string, answers: { slot: string; value: unknown }[]): Record<string, string> {
	if (kind === 'cloud')
		return Object.fromEntries(answers.map(({ slot, value }) => [`word-${slot}`, String(value)]));
	const value = answers.find(({ slot }) => slot === '')?.value as
		(number | null | [number, number])[] | undefined;
	if (!value) return {};
	const each = (name: string, read: (one: never) => unknown) =>
		Object.fromEntries(value.map((one, i) => [`${name}-${i}`, String(read(one as never) ?? '')]));
	switch (kind) {
		case 'choice':
			return { choice: value.join(',') };
		case 'scale':
			return each('item', (mark) => mark);
		case 'ranking':
			return each('place', (place) => place || '');
		case 'points':
			return each('points', (share) => share || '');
		default:
			return { ...each('x', ([x]: [number, number]) => x), ...each('y', ([, y]: [number, number]) => y) };
	}
}
