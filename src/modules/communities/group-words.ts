import type { FileKind } from '#platform/files/file-kinds.ts';
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

/** What kind of document a file is. */
export function documentKindName(kind: FileKind): string {
	const names: Record<FileKind, () => string> = {
		picture: m.communities_document_kind_picture,
		pdf: m.communities_document_kind_pdf,
		office: m.communities_document_kind_office,
		csv: m.communities_document_kind_csv,
		text: m.communities_document_kind_text
	};
	return names[kind]();
}
