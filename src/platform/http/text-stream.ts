import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Sends each piece when the one before has left, so that a large answer never stands in memory. Each is written in the language
 * of the one who asked.
 */
export function textStream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	const asAsked = AsyncLocalStorage.snapshot();
	return new ReadableStream({
		async pull(controller) {
			const { done, value } = await asAsked(() => pieces.next());
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		cancel: async () => void (await pieces.return(undefined))
	});
}
