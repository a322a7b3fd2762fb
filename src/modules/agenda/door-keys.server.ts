import { createHmac, timingSafeEqual } from 'node:crypto';

/** The key that the code at the door carries on one local day. It lets whoever is signed in say that they are there, no more. */
export function keyOfDay(secret: string, gatheringId: string, day: string): string {
	return keyFor(secret, `at the door of ${gatheringId} on ${day}`);
}

/** The key of the letter that one address receives: it serves who signs in with that address. */
export function keyOfLetter(secret: string, gatheringId: string, email: string): string {
	return keyFor(secret, `letter about ${gatheringId} to ${email}`);
}

/** Whether a key that was given is the one expected; how much of it is right shows in nothing, not in time either. */
export function isSameKey(given: string, expected: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(expected)];
	return one.length === other.length && timingSafeEqual(one, other);
}

/** 128 bits: a code that is read from afar has few dots. */
function keyFor(secret: string, purpose: string): string {
	return createHmac('sha256', secret).update(purpose).digest('base64url').slice(0, 22);
}
