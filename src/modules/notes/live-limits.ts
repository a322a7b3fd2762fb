/** What one message may weigh, in bytes: what somebody typed during an hour without a network fits. */
export const heaviestMessage = 256 * 1024;

/** What notes may weigh as a document, in bytes. */
export const heaviestDocument = 512 * 1024;

/** How many editors one person may have open. */
export const mostConnections = 8;

/** How many messages a person may send in a second on average, and at once. */
const messagesEachSecond = 60;
const messagesAtOnce = 600;

/** Who reads more slowly than others write, by so many bytes, is let go and comes back. */
export const mostUnsent = 4 * 1024 * 1024;

/** How often it is asked again whether everybody may still write, in milliseconds. */
export const checkRightsEvery = 30_000;

/** Says for each message of a connection whether it comes too fast. */
export function flood(): () => boolean {
	let [left, since] = [messagesAtOnce, Date.now()];
	return () => {
		const now = Date.now();
		left = Math.min(messagesAtOnce, left + ((now - since) / 1000) * messagesEachSecond) - 1;
		since = now;
		return left < 0;
	};
}
