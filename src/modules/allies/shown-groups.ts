import type { Audience, Shown, ShownField } from './audiences.ts';

type ShownGroup = { key: string; fields: ShownField[] };

/** The fields of a page for which one says together who sees them. */
export const shownGroups = [
	{ key: 'presentation', fields: ['sentence', 'description'] },
	{ key: 'place', fields: ['place'] },
	{ key: 'perimeter', fields: ['perimeter'] },
	{ key: 'offers', fields: ['offers'] },
	{ key: 'needs', fields: ['needs'] },
	{ key: 'identifiers', fields: ['identifiers'] },
	{ key: 'web', fields: ['website', 'links'] },
	{ key: 'picture', fields: ['picture'] },
	{ key: 'people', fields: ['people'] },
	{ key: 'circles', fields: ['circles'] },
	{ key: 'activities', fields: ['activities'] },
	{ key: 'email', fields: ['email'] },
	{ key: 'phone', fields: ['phone'] },
	{ key: 'address', fields: ['address'] }
] as const satisfies ShownGroup[];
export type ShownGroupKey = (typeof shownGroups)[number]['key'];

const fromOpenest: Audience[] = ['public', 'allies', 'private'];

/** Who sees a group: when its fields differ, those who see least of it, so that saving opens nothing. */
export function audienceOfGroup(shown: Shown, key: ShownGroupKey): Audience {
	const { fields } = shownGroups.find((group) => group.key === key)!;
	const levels = fields.map((field) => fromOpenest.indexOf(shown[field] ?? 'private'));
	return fromOpenest[Math.max(...levels)]!;
}
