import { Trouble } from '#platform/trouble.ts';

type Close = () => Promise<unknown>;
type Opened = { what: string; close: Close };

/** A terminal may send the same signal to us and to whoever started us, who sends it again: that is one signal. */
const sameSignal = 1000;

/** What a program opened and must close, whether it ends by itself, by a failure or by a signal. */
export class Program {
	readonly #opened: Opened[] = [];
	#stoppedAt = 0;
	#isClosing = false;

	/** Registers what to close at the end. The last opened closes first. */
	onEnd(what: string, close: Close): void {
		this.#opened.push({ what, close });
	}

	/** Runs the program to its end and closes what it opened. A trouble is told in its own words, without a stack. */
	async run(work: () => Promise<unknown>): Promise<never> {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#stop());
		try {
			await work();
			return await this.#end(0);
		} catch (error) {
			if (this.#isClosing) return await new Promise<never>(() => undefined);
			console.error(error instanceof Trouble ? `\n${error.message}` : error);
			return await this.#end(1);
		}
	}

	/** Runs the program until a signal ends it. */
	async serve(work: () => Promise<unknown>): Promise<never> {
		return this.run(async () => {
			await work();
			await new Promise(() => undefined);
		});
	}

	#stop(): void {
		if (this.#stoppedAt && Date.now() - this.#stoppedAt > sameSignal) process.exit(130);
		if (this.#stoppedAt) return;
		this.#stoppedAt = Date.now();
		void this.#end(0);
	}

	async #end(code: number): Promise<never> {
		if (this.#isClosing) return new Promise<never>(() => undefined);
		this.#isClosing = true;
		for (const { what, close } of this.#opened.reverse()) {
			await close().catch((error: Error) => console.error(`Closing ${what}: ${error.message}`));
		}
		process.exit(code);
	}
}
