/** What keeps a program from going on, in words that say what to do. It is shown without a stack. */
export class Trouble extends Error {
	override name = 'Trouble';
}

const wordsForCodes: Record<string, (where: string) => string> = {
	ENOSPC: (where) => `The disk is full (${where}). Free some space and start again: nothing was lost.`,
	EDQUOT: (where) =>
		`The disk quota is used up (${where}). Free some space and start again: nothing was lost.`,
	EACCES: (where) => notWritable(where),
	EPERM: (where) => notWritable(where),
	EROFS: (where) => notWritable(where),
	ENOTDIR: (where) => `${where} is not a folder. Give MAILLAGE_DATA a folder that can be written.`,
	EEXIST: (where) => `${where} is not a folder. Give MAILLAGE_DATA a folder that can be written.`,
	ENOENT: (where) => `${where} cannot be made. Give MAILLAGE_DATA a folder that can be written.`
};

/** Runs something that writes under a folder, and turns the failures of a disk into words that say what to do. */
export function writingUnder<Result>(folder: string, write: () => Result): Result {
	try {
		return write();
	} catch (error) {
		const words = wordsForCodes[(error as NodeJS.ErrnoException).code ?? ''];
		if (!words) throw error;
		throw new Trouble(words(folder), { cause: error });
	}
}

function notWritable(where: string): string {
	return `${where} cannot be written by this user. Change its owner, or set MAILLAGE_DATA to a folder of yours.`;
}
