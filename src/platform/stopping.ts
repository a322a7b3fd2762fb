type Close = () => Promise<unknown> | unknown;

// The application is built apart from the programs of bin/: they share this list through the process.
const shared = globalThis as { [key: symbol]: Close[] | undefined };
const closersKey = Symbol.for('maillage.closers');

/** Registers what must be closed when the process stops, such as a pool of connections. The last registered closes first. */
export function onStop(close: Close): void {
	(shared[closersKey] ??= []).push(close);
}

/** Closes everything that was registered, each after the one before; what fails does not keep the rest from closing. */
export async function closeAll(report: (error: unknown) => void): Promise<void> {
	const closers = shared[closersKey] ?? [];
	while (closers.length > 0) {
		try {
			await closers.pop()!();
		} catch (error) {
			report(error);
		}
	}
}
