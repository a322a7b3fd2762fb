/** The channel on which what changes in a room is told. */
export function channelOf(roomId: string): string {
	return `room:${roomId}`;
}
