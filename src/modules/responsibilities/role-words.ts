import { m } from '#words/messages.js';
import { standardRoles, type StandardRole } from './role-names.ts';

type Role = { key: string; name: string | null; meaning: string | null };

const names: Record<StandardRole, () => string> = {
	facilitation: m.responsibilities_facilitation,
	presentation: m.responsibilities_presentation,
	notes: m.responsibilities_notes,
	time: m.responsibilities_time
};
const meanings: Record<StandardRole, () => string> = {
	facilitation: m.responsibilities_facilitation_meaning,
	presentation: m.responsibilities_presentation_meaning,
	notes: m.responsibilities_notes_meaning,
	time: m.responsibilities_time_meaning
};

/** What a role is called: as its group calls it, else in the words of all groups. */
export function roleName({ key, name }: Pick<Role, 'key' | 'name'>): string {
	return name ?? (isStandard(key) ? names[key]() : '');
}

/** What one does in a role, in a sentence. */
export function roleMeaning({ key, meaning }: Pick<Role, 'key' | 'meaning'>): string {
	return meaning ?? (isStandard(key) ? meanings[key]() : '');
}

function isStandard(key: string): key is StandardRole {
	return standardRoles.some((role) => role === key);
}
