/** How long a computation may hold its process, in milliseconds. */
const longestHold = 20;

/** Lets others work whenever a computation has held the process for a while. */
export class Breath {
	#since = performance.now();

	async take(): Promise<void> {
		if (performance.now() - this.#since < longestHold) return;
		await new Promise((resolve) => setImmediate(resolve));
		this.#since = performance.now();
	}
}
