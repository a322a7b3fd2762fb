import { Fragment, type Node } from '@tiptap/pm/model';
import MarkdownIt from 'markdown-it';
import {
	MarkdownParser,
	MarkdownSerializer,
	defaultMarkdownSerializer,
	type MarkdownSerializerState
} from 'prosemirror-markdown';
import { writtenSchema } from './written-form.ts';

const reader = new MarkdownIt('commonmark', { html: false })
	.enable('strikethrough')
	.disable(['image', 'code', 'lheading']);

const parser = new MarkdownParser(writtenSchema, reader as never, {
	blockquote: { block: 'blockquote' },
	paragraph: { block: 'paragraph' },
	list_item: { block: 'listItem' },
	bullet_list: { block: 'bulletList' },
	ordered_list: {
		block: 'orderedList',
		getAttrs: (token) => ({ start: Number(token.attrGet('start') ?? 1) })
	},
	heading: { block: 'heading', getAttrs: ({ tag }) => ({ level: Math.min(Number(tag.slice(1)) + 1, 4) }) },
	fence: {
		block: 'codeBlock',
		getAttrs: ({ info }) => ({ language: info.trim() || null }),
		noCloseToken: true
	},
	hr: { node: 'horizontalRule' },
	// A line that somebody typed stays a line.
	softbreak: { node: 'hardBreak' },
	hardbreak: { node: 'hardBreak' },
	em: { mark: 'italic' },
	strong: { mark: 'bold' },
	s: { mark: 'strike' },
	link: {
		mark: 'link',
		getAttrs: (token) => ({ href: token.attrGet('href'), title: token.attrGet('title') || null })
	},
	code_inline: { mark: 'code', noCloseToken: true }
});

const { nodes, marks } = defaultMarkdownSerializer;
type Writes = (typeof nodes)[string];

const writer = new MarkdownSerializer(
	{
		...{ paragraph: nodes['paragraph']!, blockquote: nodes['blockquote']!, text: nodes['text']! },
		...{ listItem: nodes['list_item']!, horizontalRule: nodes['horizontal_rule']! },
		heading: (state, node) => {
			state.write(`${'#'.repeat(node.attrs['level'] - 1)} `);
			state.renderInline(node, false);
			state.closeBlock(node);
		},
		bulletList: (state, node) => state.renderList(node, '  ', () => '- '),
		orderedList: (state, node) => {
			const start = Number(node.attrs['start'] ?? 1);
			const widest = String(start + node.childCount - 1).length + 2;
			state.renderList(node, ' '.repeat(widest), (index) => `${start + index}. `.padEnd(widest));
		},
		codeBlock: (state, node) => writeCode(state, node),
		hardBreak: (state, node, parent, index) => writeBreak(state, node, parent, index)
	},
	{
		...{ italic: marks['em']!, bold: marks['strong']!, link: marks['link']!, code: marks['code']! },
		strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true }
	}
);

function writeCode(state: MarkdownSerializerState, node: Node): void {
	const longest = Math.max(2, ...[...node.textContent.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	state.write(`${fence}${node.attrs['language'] ?? ''}\n`);
	state.text(node.textContent, false);
	state.write('\n');
	state.write(fence);
	state.closeBlock(node);
}

/** A break at the end of a paragraph is no line, and a title has one; what follows one must not read as the beginning of a list. */
const writeBreak: Writes = (state, node, parent, index) => {
	for (let next = index + 1; next < parent.childCount; next++) {
		if (parent.child(next).type === node.type) continue;
		if (parent.type.name === 'heading') return state.write(' ');
		state.write('\\\n');
		(state as unknown as { atBlockStart: boolean }).atBlockStart = true;
		return;
	}
};

/** The blocks that a text in Markdown holds. What notes are not made of stays as it was typed. */
export function blocksOf(text: string): Node[] {
	const said = parser.parse(text).content.content.filter((block) => !isEmpty(block));
	return joined(said);
}

/** A text in Markdown that says what these blocks say. */
export function markdownOf(blocks: readonly Node[]): string {
	const whole = writtenSchema.topNodeType.create(null, joined(blocks.filter((block) => !isEmpty(block))));
	return writer.serialize(whole, { tightLists: true }).trim();
}

/** A text in Markdown as notes would write it: two texts that say the same are the same. */
export function settledMarkdown(text: string): string {
	return markdownOf(blocksOf(text));
}

function isEmpty(block: Node): boolean {
	return block.type === writtenSchema.nodes['paragraph'] && block.childCount === 0;
}

/** In Markdown, two lists of a kind that follow each other are one. */
function joined(blocks: readonly Node[]): Node[] {
	const whole: Node[] = [];
	for (const block of blocks) {
		const inside = block.isTextblock ? block : block.copy(Fragment.from(joined(block.content.content)));
		const last = whole.at(-1);
		const isList = inside.type.name === 'bulletList' || inside.type.name === 'orderedList';
		if (isList && last?.type === inside.type)
			whole[whole.length - 1] = last.copy(last.content.append(inside.content));
		else whole.push(inside);
	}
	return whole;
}
