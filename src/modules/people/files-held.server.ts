import type { FileRooms } from '#platform/files/reading.server.ts';
import { filesSentBy, leaveFiles } from '#platform/files/sent-files.server.ts';
import { m } from '#words/messages.js';
import type { Person } from './people.server.ts';
import type { PersonalData } from './personal-data.ts';

/** The files that a person sent: theirs go with them, those that belong to a room stay without their name. */
export function fileData(rooms: FileRooms<Person>): PersonalData {
	return {
		module: 'files',
		tables: ['files'],
		export: async (db, person) => {
			const labels = {
				name: m.people_data_what(),
				bytes: m.people_data_file_size(),
				createdAt: m.people_data_when()
			};
			const rows = await filesSentBy(db, person.id);
			return [{ key: 'files', title: m.people_data_files(), labels, rows }];
		},
		erase: (tx, person) => leaveFiles(tx, rooms, person.id),
		stays: () => [m.people_stays_files()]
	};
}
