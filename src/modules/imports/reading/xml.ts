import { SaxesParser } from 'saxes';
import { UnreadableFile } from './sheet.ts';

type Attributes = Record<string, string>;

/** What a reader of XML is told. Names come without their prefix. */
export type Heard = {
	open?: (name: string, attributes: Attributes) => void;
	text?: (text: string) => void;
	close?: (name: string) => void;
};

/**
 * A parser that is fed pieces. It resolves nothing: a document type, where entities that grow without end are declared, is
 * refused.
 */
export function xmlParser({ open, text, close }: Heard): { write(piece: string): void; end(): void } {
	const parser = new SaxesParser({ xmlns: false, position: false });
	parser.on('error', () => {
		throw new UnreadableFile('damaged');
	});
	parser.on('doctype', () => {
		throw new UnreadableFile('bomb');
	});
	if (open) parser.on('opentag', (tag) => open(bare(tag.name), tag.attributes as Attributes));
	if (close) parser.on('closetag', (tag) => close(bare(tag.name)));
	if (text) {
		parser.on('text', text);
		parser.on('cdata', text);
	}
	return { write: (piece) => void parser.write(piece), end: () => void parser.close() };
}

function bare(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}
