/** Messages of the protocol begin with the name of the document, whose length stands before it: ids are of 36 characters. */
const afterName = 37;
const [sync, syncReply, syncStatus] = [0, 4, 8];
const [stepTwo, update] = [1, 2];

type Socket = {
	send(data: Uint8Array<ArrayBuffer>): void;
	addEventListener(kind: 'message', heard: (event: { data: unknown }) => void): void;
};

/**
 * A WebSocket that counts the changes that were sent on it and are not acknowledged yet. The provider’s own count is one of
 * intentions: what waits for the connection is counted once and acknowledged several times.
 */
export function countingSocket<Base extends new (...given: never[]) => Socket>(
	base: Base,
	counted: (unacknowledged: number) => void
): Base {
	const Parent = base as unknown as new (...given: unknown[]) => Socket;
	class CountingSocket extends Parent {
		#unacknowledged = 0;

		constructor(...given: unknown[]) {
			super(...given);
			counted(0);
			this.addEventListener('message', ({ data }) => {
				if (new Uint8Array(data as ArrayBuffer)[afterName] === syncStatus) counted(--this.#unacknowledged);
			});
		}

		override send(data: Uint8Array<ArrayBuffer>): void {
			if (isChange(data)) counted(++this.#unacknowledged);
			super.send(data);
		}
	}
	return CountingSocket as unknown as Base;
}

function isChange(data: Uint8Array): boolean {
	const [kind, step] = [data[afterName], data[afterName + 1]];
	return (kind === sync || kind === syncReply) && (step === stepTwo || step === update);
}
