import { fileTypeFromBuffer } from 'file-type';
import { fileKinds, kindOfName, kindOfType, type FileKind } from './file-kinds.ts';

type Sniffed = { kind: FileKind; type: string } | { kind: undefined };

/** Finds what the bytes of a file are, whatever its name or its sender say. */
export async function sniff(name: string, bytes: Uint8Array): Promise<Sniffed> {
	const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
	if (found) {
		const kind = kindOfType(found.mime);
		return kind ? { kind, type: found.mime } : { kind: undefined };
	}
	const named = kindOfName(name);
	if ((named === 'csv' || named === 'text') && isText(bytes)) {
		return { kind: named, type: `${fileKinds[named].types[0]}; charset=${charsetOf(bytes)}` };
	}
	return { kind: undefined };
}

/** Text holds no control character but those of lines, and is no page or drawing in disguise. */
function isText(bytes: Uint8Array): boolean {
	for (const byte of bytes)
		if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return false;
	const beginning = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
	return !/^<[!?a-z]/i.test(beginning);
}

/** French offices still write Windows-1252; what is not UTF-8 is taken for that. */
function charsetOf(bytes: Uint8Array): 'utf-8' | 'windows-1252' {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return 'utf-8';
	} catch {
		return 'windows-1252';
	}
}
