import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Makes the token of one participant: drawn, and sealed for a room so that none can be made up. It is given to the phone and stored nowhere. */
export function newToken(secret: string, roomId: string): string {
	const drawn = randomBytes(18).toString('base64url');
	return `${drawn}.${sealOf(secret, roomId, drawn)}`;
}

/** Whether a token was given at the door of this room. */
export function isTokenOf(secret: string, roomId: string, token: string): boolean {
	const [drawn = '', seal = ''] = token.split('.');
	const expected = sealOf(secret, roomId, drawn);
	return seal.length === expected.length && timingSafeEqual(Buffer.from(seal), Buffer.from(expected));
}

/**
 * Under which key something of a participant stands: another for each purpose (an activity, their seat), always the same for one.
 * Without the token, which has 144 drawn bits, nobody can tell that two keys are of the same person.
 */
export function keyFor(token: string, purpose: string): string {
	return createHmac('sha256', token).update(purpose).digest('base64url').slice(0, 27);
}

function sealOf(secret: string, roomId: string, drawn: string): string {
	return createHmac('sha256', secret).update(`room:${roomId}:${drawn}`).digest('base64url').slice(0, 22);
}
