import { m } from '#words/messages.js';
import type { GroupKind, Openness } from '../people/group-kinds.ts';

/** The name of a kind of group. */
export function groupKindName(kind: GroupKind): string {
	const names: Record<GroupKind, () => string> = {
		'learning-community': m.communities_kind_learning,
		'working-group': m.communities_kind_working,
		'sub-group': m.communities_kind_sub,
		alumni: m.communities_kind_alumni
	};
	return names[kind]();
}

/** How one comes into a group, in a few words. */
export function opennessName(openness: Openness): string {
	const names: Record<Openness, () => string> = {
		open: m.communities_open,
		'on-request': m.communities_on_request,
		invitation: m.communities_invitation
	};
	return names[openness]();
}
