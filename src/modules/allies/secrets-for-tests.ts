import fc from 'fast-check';
import { expect } from 'vitest';
import { audiences, shownFields, type Audience, type Shown, type ShownField } from './audiences.ts';

/** What each field says: one of three things, the first of which is nothing where a field may be empty. */
export type Said = Record<ShownField, 0 | 1 | 2>;
export type Writing = { audience: Audience; shown: Shown; said: Said };
/** A page with what it may say instead. */
export type Rewriting = Writing & { instead: Said };

const level = fc.constantFrom(...audiences);
const each = <Value>(value: fc.Arbitrary<Value>) =>
	fc.record(Object.fromEntries(shownFields.map((field) => [field, value]))) as fc.Arbitrary<
		Record<ShownField, Value>
	>;
const said = each(fc.constantFrom<(0 | 1 | 2)[]>(0, 1, 2));

/** Any page and anything that it may say instead. */
export const rewriting: fc.Arbitrary<Rewriting> = fc.record({
	// Of a page that is hidden whole, there is less to be said.
	audience: fc.constantFrom<Audience[]>('public', 'public', 'allies', 'private'),
	shown: each(level),
	said,
	instead: said
});

/** Whether an audience is among those to whom something is shown. */
export function sees(reader: Audience, at: Audience): boolean {
	return at === 'public' || (at === 'allies' && reader === 'allies');
}

/** The fields of a page that somebody who reads as one of an audience may not see. */
export function keptFrom(reader: Audience, { audience, shown }: Writing): ShownField[] {
	return shownFields.filter((field) => !sees(reader, audience) || !sees(reader, shown[field]));
}

type Page = { write(writing: Writing): Promise<void> };

/** What is read must not move when what is kept from who reads says something else. */
export async function expectUnmoved(
	page: Page,
	{ instead, ...writing }: Rewriting,
	kept: ShownField[],
	read: () => Promise<Record<string, unknown>>
): Promise<void> {
	await page.write(writing);
	const before = await read();
	const other = Object.fromEntries(kept.map((field) => [field, instead[field]]));
	await page.write({ ...writing, said: { ...writing.said, ...other } });
	expect(await read()).toEqual(before);
}

/** On a page that everybody sees whole, the fields that move each of what is read: what moves for none says nothing. */
export async function movedBy(
	page: Page,
	read: () => Promise<Record<string, unknown>>
): Promise<Record<string, ShownField[]>> {
	const all = <Value>(value: Value) =>
		Object.fromEntries(shownFields.map((field) => [field, value])) as Record<ShownField, Value>;
	const writing = { audience: 'public', shown: all<Audience>('public'), said: all<0 | 1 | 2>(1) } as const;
	await page.write(writing);
	const before = await read();
	const moved: Record<string, ShownField[]> = Object.fromEntries(
		Object.keys(before).map((name) => [name, []])
	);
	for (const field of shownFields) {
		await page.write({ ...writing, said: { ...writing.said, [field]: 2 } });
		const after = await read();
		for (const name of Object.keys(before))
			if (JSON.stringify(after[name]) !== JSON.stringify(before[name])) moved[name]!.push(field);
	}
	return moved;
}
