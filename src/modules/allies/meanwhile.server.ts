import { createHash } from 'node:crypto';
import type { ProfileValues } from './profile-values.ts';

/** What a form carries beside what one writes: not part of the page. */
const notOfThePage = new Set(['version', 'seen', 'isPointSure', 'territory-id', 'perimeter-id']);

/** What a page was when its form was made, as short marks, so that what changed since is known without keeping it. */
export function marksOf(values: ProfileValues): string {
	const marks = Object.entries(values).map(([name, value]) => `${name}=${markOf(name, value)}`);
	return marks.join(' ');
}

export type Merged = {
	/** What the form shows now: one's own words, and what another changed where one changed nothing. */
	values: ProfileValues;
	/** What both changed, by name, as the other wrote it. */
	conflicts: ProfileValues;
};

/**
 * Brings together what somebody typed and what another has saved meanwhile, field by field. `seen` is what
 * {@link marksOf} said of the page when the form was made. Nothing that was typed is lost.
 */
export function mergeTyped(seen: string, current: ProfileValues, typed: ProfileValues): Merged {
	const marks = new Map(seen.split(' ').map((mark) => mark.split('=') as [string, string]));
	const names = new Set([...Object.keys(current), ...Object.keys(typed)]);
	const merged: Merged = { values: { ...typed }, conflicts: {} };
	for (const name of names) {
		if (notOfThePage.has(name)) continue;
		const [before, theirs, mine] = [
			marks.get(name) ?? markOf(name, ''),
			markOf(name, current[name]),
			markOf(name, typed[name])
		];
		if (theirs === before || theirs === mine) continue;
		if (mine === before) merged.values[name] = current[name] ?? '';
		else merged.conflicts[name] = current[name] ?? '';
	}
	return merged;
}

/** The same mark for the same meaning: whatever the ends of lines, and the order of what was ticked. */
function markOf(name: string, value = ''): string {
	const lines = value.replace(/\r\n?/g, '\n').trim();
	const meant = name === 'offers' || name === 'needs' ? lines.split(',').toSorted().join(',') : lines;
	return createHash('sha256').update(meant).digest('base64url').slice(0, 8);
}
