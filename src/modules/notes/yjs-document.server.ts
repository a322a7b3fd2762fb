import { Node } from '@tiptap/pm/model';
import { updateYFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { diffArrays } from 'diff';
import * as Y from 'yjs';
import { blocksOf, markdownOf } from './markdown.server.ts';
import { fragmentName, writtenSchema } from './written-form.ts';

type Block = { element: Y.XmlElement | Y.XmlText | Y.XmlHook; node: Node | null };

/** A Yjs document that holds what pieces of it say together; a piece that cannot be read is left out. */
export function documentOf(pieces: Iterable<Uint8Array>): Y.Doc {
	const document = new Y.Doc();
	for (const piece of pieces) {
		try {
			Y.applyUpdate(document, piece);
		} catch {
			continue;
		}
	}
	return document;
}

/** What a Yjs document says, in Markdown. What no editor of ours writes is there as its bare text. */
export function markdownIn(document: Y.Doc): string {
	return markdownOf(readBlocks(document).map(({ element, node }) => node ?? bareText(element)));
}

/** Makes a Yjs document say what a text in Markdown says, changing only the blocks that differ, inside them only what differs. */
export function writeMarkdown(document: Y.Doc, text: string): void {
	const fragment = document.getXmlFragment(fragmentName);
	const before = readBlocks(document);
	const hunks = diffArrays<Block | Node>(before, blocksOf(text), {
		comparator: (one, other) => isSame(nodeOf(one), nodeOf(other))
	});
	document.transact(() => {
		let at = 0;
		let removed: Block[] = [];
		for (const hunk of hunks) {
			if (hunk.removed) {
				removed = hunk.value as Block[];
				continue;
			}
			const added = hunk.added ? (hunk.value as Node[]) : [];
			replaceBlocks(fragment, at, removed, added);
			at += hunk.added ? added.length : hunk.value.length;
			removed = [];
		}
		replaceBlocks(fragment, at, removed, []);
	});
}

function replaceBlocks(fragment: Y.XmlFragment, at: number, removed: Block[], added: Node[]): void {
	const kept = Math.min(removed.length, added.length);
	for (let index = 0; index < kept; index++) {
		const { element } = removed[index]!;
		const node = added[index]!;
		if (element instanceof Y.XmlElement && element.nodeName === node.type.name)
			write(fragment, element, node);
		else {
			fragment.delete(at + index, 1);
			insert(fragment, at + index, node);
		}
	}
	if (removed.length > kept) fragment.delete(at + kept, removed.length - kept);
	for (let index = kept; index < added.length; index++) insert(fragment, at + index, added[index]!);
}

function insert(fragment: Y.XmlFragment, at: number, node: Node): void {
	const element = new Y.XmlElement(node.type.name);
	fragment.insert(at, [element]);
	write(fragment, element, node);
}

function write(fragment: Y.XmlFragment, element: Y.XmlElement, node: Node): void {
	updateYFragment(fragment.doc!, element, node, { mapping: new Map(), isOMark: new Map() });
}

function readBlocks(document: Y.Doc): Block[] {
	const fragment = document.getXmlFragment(fragmentName);
	const { content } = yXmlFragmentToProsemirrorJSON(fragment) as { content: unknown[] };
	const elements = fragment.toArray();
	return elements.map((element, index) => ({ element, node: readNode(content[index]) }));
}

function readNode(json: unknown): Node | null {
	try {
		const node = Node.fromJSON(writtenSchema, json);
		node.check();
		return node.isBlock ? node : null;
	} catch {
		return null;
	}
}

function bareText(element: Block['element']): Node {
	const said = textIn(element);
	return writtenSchema.nodes['paragraph']!.create(null, said ? writtenSchema.text(said) : null);
}

function textIn(element: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
	if (element instanceof Y.XmlHook) return '';
	if (element instanceof Y.XmlText) {
		const pieces = element.toDelta() as { insert: unknown }[];
		return pieces.map(({ insert: piece }) => (typeof piece === 'string' ? piece : '')).join('');
	}
	return element
		.toArray()
		.map((child) => textIn(child as Y.XmlElement | Y.XmlText))
		.join(' ');
}

function nodeOf(side: Block | Node): Node | null {
	return side instanceof Node ? side : side.node;
}

function isSame(one: Node | null, other: Node | null): boolean {
	return one !== null && other !== null && one.eq(other);
}
