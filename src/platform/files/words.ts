import { m } from '#words/messages.js';
import { formatNumber, locale } from '../locale.ts';
import type { FileKind } from './file-kinds.ts';

type Asked = { kinds: readonly FileKind[]; longest: number };
type Refusal = 'empty' | 'too-large' | 'not-what-it-says' | 'not-allowed';

const kindWords: Record<FileKind, () => string> = {
	picture: () => m.file_kind_picture(),
	pdf: () => m.file_kind_pdf(),
	office: () => m.file_kind_office(),
	csv: () => m.file_kind_csv(),
	text: () => m.file_kind_text()
};

/** What a field for files asks for, before it is filled. */
export function fileHint({ kinds, longest }: Asked): string {
	return m.file_hint({ kinds: listOf(kinds), megabytes: megabytes(longest) });
}

/** What a file is and how large, beside its name: “PDF, 1,2 Mo”. */
export function fileSaid({ name, bytes }: { name: string; bytes: number }): string {
	const kind = (/\.([^.]+)$/.exec(name)?.[1] ?? m.file_current()).toUpperCase();
	const kilobytes = Math.ceil(bytes / 1024);
	return kilobytes < 1000
		? m.file_said_small({ kind, kilobytes: formatNumber(kilobytes) })
		: m.file_said({ kind, megabytes: formatNumber(Math.round((bytes / 1024 / 1024) * 10) / 10) });
}

/** Why a file was refused, and what to do. */
export function fileRefused(reason: Refusal, { kinds, longest }: Asked): string {
	if (reason === 'empty') return m.file_empty();
	if (reason === 'not-what-it-says') return m.file_not_what_it_says({ kinds: listOf(kinds) });
	if (reason === 'not-allowed') return m.file_not_allowed({ kinds: listOf(kinds) });
	const most = { megabytes: megabytes(longest) };
	return kinds.every((kind) => kind === 'picture') ? m.file_too_large_picture(most) : m.file_too_large(most);
}

function listOf(kinds: readonly FileKind[]): string {
	return new Intl.ListFormat(locale(), { type: 'disjunction' }).format(
		kinds.map((kind) => kindWords[kind]())
	);
}

function megabytes(bytes: number): string {
	return formatNumber(Math.floor((bytes / 1024 / 1024) * 10) / 10);
}
