import { UnreadableFile, limits } from './sheet.ts';

const marks = /["\\{}[\]]/g;

/** Finds the objects of a JSON text that begin at a depth, piece after piece, without holding more than one of them. */
export class ElementScanner {
	readonly #wanted: number;
	#inside: string[] = [];
	#isText = false;
	/** Where the character is that a backslash takes the meaning from, in the current piece. */
	#escaped = -1;
	/** Where the open element begins or goes on in the current piece. */
	#from = -1;
	#before = '';

	constructor(wanted: number) {
		this.#wanted = wanted;
	}

	/** Whether everything that was opened is closed. */
	get isWhole(): boolean {
		return this.#inside.length === 0 && !this.#isText;
	}

	/** The objects that end in this piece. */
	*elementsIn(piece: string): Generator<string> {
		for (const { 0: mark, index } of piece.matchAll(marks)) {
			if (index === this.#escaped) continue;
			if (mark === '\\') this.#escaped = index + 1;
			else if (mark === '"') this.#isText = !this.#isText;
			else if (this.#isText) continue;
			else if (mark === '{' || mark === '[') this.#open(mark, index);
			else if (this.#close(mark)) yield this.#take(piece, index + 1);
		}
		this.#escaped = this.#escaped === piece.length ? 0 : -1;
		if (this.#from === -1) return;
		this.#before += piece.slice(this.#from);
		this.#from = 0;
		if (this.#before.length > limits.record) throw new UnreadableFile('record-too-long');
	}

	#open(mark: string, index: number): void {
		const depth = this.#inside.length;
		// Two deep, the elements are those of a list that the whole names: `{"data": [{…}]}`.
		const isListed = depth < 2 || this.#inside[1] === '[';
		if (mark === '{' && depth === this.#wanted && isListed) this.#from = index;
		this.#inside.push(mark);
		if (depth > 100) throw new UnreadableFile('not-json');
	}

	/** Closes what is open; true when it is an element. */
	#close(mark: string): boolean {
		const opened = this.#inside.pop();
		if (opened !== (mark === '}' ? '{' : '[')) throw new UnreadableFile('not-json');
		return this.#from !== -1 && this.#inside.length === this.#wanted;
	}

	#take(piece: string, end: number): string {
		const whole = this.#before + piece.slice(this.#from, end);
		this.#from = -1;
		this.#before = '';
		return whole;
	}
}
