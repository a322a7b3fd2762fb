/** The name of the cookie that holds the token of a room. */
export function seatCookie(code: string): string {
	return `maillage.room.${code}`;
}
