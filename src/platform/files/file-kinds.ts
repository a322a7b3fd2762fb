const officeTypes = [
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	'application/vnd.oasis.opendocument.text',
	'application/vnd.oasis.opendocument.spreadsheet',
	'application/vnd.oasis.opendocument.presentation'
];

/** The kinds of files that one may ask for: what their content is found to be, and how their names end. */
export const fileKinds = {
	picture: {
		types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'],
		endings: ['.jpg', '.jpeg', '.png', '.webp', '.gif', '.avif']
	},
	pdf: { types: ['application/pdf'], endings: ['.pdf'] },
	office: { types: officeTypes, endings: ['.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp'] },
	/** Text has no mark of its own: the name tells which kind it is. */
	csv: { types: ['text/csv'], endings: ['.csv'] },
	text: { types: ['text/plain'], endings: ['.txt', '.md'] }
} as const;

export type FileKind = keyof typeof fileKinds;

/** The largest picture that is taken, in bytes: a photograph of a telephone. */
export const largestPicture = 8 * 1024 * 1024;

/** The kind whose names end as this one does. */
export function kindOfName(name: string): FileKind | undefined {
	const ending = /\.[^.]+$/.exec(name.toLowerCase())?.[0];
	return kindWhere(({ endings }) => endings.some((one) => one === ending));
}

/** The kind to which a type of content belongs. */
export function kindOfType(type: string): FileKind | undefined {
	return kindWhere(({ types }) => types.some((one) => one === type));
}

/** What a field for files of these kinds proposes to choose from. Safari makes a JPEG of its own format when asked for one. */
export function acceptOf(kinds: readonly FileKind[]): string {
	return kinds.flatMap((kind) => [...fileKinds[kind].types, ...fileKinds[kind].endings]).join(',');
}

function kindWhere(is: (kind: (typeof fileKinds)[FileKind]) => boolean): FileKind | undefined {
	return (Object.keys(fileKinds) as FileKind[]).find((kind) => is(fileKinds[kind]));
}
