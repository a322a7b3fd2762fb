import { agendaData } from '#modules/agenda/personal-data.server.ts';
import { alliesData } from '#modules/allies/personal-data.server.ts';
import { charterData } from '#modules/charter/personal-data.server.ts';
import { communitiesData } from '#modules/communities/personal-data.server.ts';
import { conversationsData } from '#modules/conversations/personal-data.server.ts';
import { notesData } from '#modules/notes/personal-data.server.ts';
import { fileData } from '#modules/people/files-held.server.ts';
import { introductionsData } from '#modules/introductions/personal-data.server.ts';
import { importsData } from '#modules/imports/personal-data.server.ts';
import { notificationsData } from '#modules/notifications/personal-data.server.ts';
import { eventData, mailData, peopleData } from '#modules/people/personal-data.server.ts';
import type { PersonalData } from '#modules/people/personal-data.ts';
import { responsibilitiesData } from '#modules/responsibilities/personal-data.server.ts';
import { buddiesData } from '#modules/buddies/personal-data.server.ts';
import { topicsData } from '#modules/topics/personal-data.server.ts';
import { casesData } from '#modules/cases/personal-data.server.ts';
import { proposalsData } from '#modules/proposals/personal-data.server.ts';
import { assemblyData } from '#modules/assembly/personal-data.server.ts';
import { roomData } from '#modules/room/personal-data.server.ts';
import { fileRooms } from './files.server.ts';
import { catalogue } from './notices.server.ts';

/** Who holds something about persons, in the order in which a person is erased: the kernel comes last. */
export const holders: PersonalData[] = [
	conversationsData,
	notificationsData(catalogue),
	responsibilitiesData,
	buddiesData,
	topicsData,
	casesData,
	roomData,
	proposalsData,
	assemblyData,
	communitiesData,
	agendaData,
	notesData,
	introductionsData,
	alliesData,
	charterData,
	importsData,
	fileData(fileRooms),
	mailData,
	eventData,
	peopleData
];
