import { alliesData } from '#modules/allies/personal-data.server.ts';
import { charterData } from '#modules/charter/personal-data.server.ts';
import { eventData, mailData, peopleData } from '#modules/people/personal-data.server.ts';
import type { PersonalData } from '#modules/people/personal-data.ts';

/** Who holds something about persons, in the order in which a person is erased: the kernel comes last. */
export const holders: PersonalData[] = [alliesData, charterData, mailData, eventData, peopleData];
