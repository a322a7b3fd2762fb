import { eq } from 'drizzle-orm';
import { m } from '#words/messages.js';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { roomContributions } from './answers.tables.ts';
import { roomActs, roomAdmissions, roomHosts, rooms, roomSeats } from './room.tables.ts';

/** What rooms hold about a person: those that they lead or entered, and what they said there under their name. */
export const roomData: PersonalData = {
	module: 'room',
	// The authors of answers, contributions and pairs are keys, from which nobody is found.
	tables: [
		...['rooms', 'room_hosts', 'room_admissions', 'room_seats', 'room_acts'],
		...['room_answers', 'room_contributions', 'room_pairs']
	],
	export: async (db, { id }): Promise<HeldData[]> => [
		{
			key: 'room.led',
			title: m.room_led_title(),
			labels: { title: m.room_field_title() },
			rows: await db
				.select({ title: rooms.title })
				.from(rooms)
				.innerJoin(roomHosts, eq(roomHosts.roomId, rooms.id))
				.where(eq(roomHosts.personId, id))
		},
		{
			key: 'room.entered',
			title: m.room_held_entered(),
			labels: { title: m.room_field_title() },
			rows: await db
				.select({ title: rooms.title })
				.from(rooms)
				.innerJoin(roomAdmissions, eq(roomAdmissions.roomId, rooms.id))
				.where(eq(roomAdmissions.personId, id))
		},
		{
			key: 'room.said',
			title: m.room_held_said(),
			labels: { room: m.room_field_title(), name: m.room_field_name(), text: m.room_held_text() },
			rows: await db
				.select({ room: rooms.title, name: roomSeats.name, text: roomContributions.text })
				.from(roomSeats)
				.innerJoin(rooms, eq(rooms.id, roomSeats.roomId))
				.leftJoin(roomContributions, eq(roomContributions.seat, roomSeats.key))
				.where(eq(roomSeats.personId, id))
		}
	],
	async erase(tx, { id }) {
		await tx.delete(roomAdmissions).where(eq(roomAdmissions.personId, id));
		await tx.delete(roomHosts).where(eq(roomHosts.personId, id));
		await tx.delete(roomSeats).where(eq(roomSeats.personId, id));
		await tx.update(rooms).set({ createdBy: null }).where(eq(rooms.createdBy, id));
		await tx.update(roomActs).set({ by: null }).where(eq(roomActs.by, id));
	},
	stays: () => [m.room_stays()]
};
