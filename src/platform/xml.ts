const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML 1.0 takes it: it has no place for control characters, however they are written. */
export function escapeXml(text: string): string {
	const allowed = text.replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '');
	return allowed.toWellFormed().replace(/[&<>"]/g, (character) => entities[character]!);
}

/** XML that is written already, and is not escaped again. */
export class Xml {
	readonly written: string;
	constructor(written: string) {
		this.written = written;
	}
}

/** An element with its attributes, and in it texts and elements. */
export function element(
	name: string,
	attributes: Record<string, string | number> = {},
	...children: (string | number | Xml)[]
): Xml {
	const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
	const inside = children.map((child) => (child instanceof Xml ? child.written : escapeXml(String(child))));
	return new Xml(`<${name}${given.join('')}>${inside.join('')}</${name}>`);
}
