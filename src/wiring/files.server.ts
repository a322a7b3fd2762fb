import { gatheringFiles } from '#modules/agenda/documents.server.ts';
import { pagePictures } from '#modules/allies/picture.server.ts';
import { groupFiles } from '#modules/communities/documents.server.ts';
import type { Person } from '#modules/people/people.server.ts';
import type { FileRooms } from '#platform/files/reading.server.ts';

/** Which module decides who reads the files of its subjects. */
export const fileRooms: FileRooms<Person> = {
	agenda: gatheringFiles,
	allies: pagePictures,
	communities: groupFiles
};
