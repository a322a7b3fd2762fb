import type { FileKind } from '#platform/files/file-kinds.ts';

/** Which files a group shares, and the largest, in bytes. */
export const documentUse = {
	kinds: ['pdf', 'office', 'picture', 'csv', 'text'] as FileKind[],
	longest: 12 * 1024 * 1024
};
