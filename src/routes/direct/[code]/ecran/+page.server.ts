import { peopleOn } from '#platform/live/announcing.server.ts';
import { channelOf } from '#modules/room/channel.ts';
import { sceneOf } from '#modules/room/scene.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { roomAt } from '#wiring/room.server.ts';

export async function load(event) {
	const room = await roomAt(event);
	const scene = await sceneOf(db, room, false);
	const people = await peopleOn(db, channelOf(room.id));
	return { scene, people, now: Date.now(), address: event.url.origin + href(`/direct/${room.code}`) };
}
