import type { Database } from '#platform/database.server.ts';
import type { Pace } from './paces.ts';

/** Each module adds its kinds and what their words need here by declaration merging, as with events. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- modules fill it
export interface NoticeDetails {}

export type NoticeKindName = keyof NoticeDetails & string;

/** A kind of notice, as its module declares it. Words are asked for in the language of who reads them. */
export type NoticeKind<Details> = {
	/** The name of the {@link NoticeFamily} under which one chooses. */
	family: string;
	/** What happened, in a sentence without a full stop: the text of the link. */
	title(details: Details): string;
	/** A few words more, such as the beginning of a message. */
	excerpt?(details: Details): string;
	/** When mail leaves unless somebody chose otherwise; `by-letter` when its module writes a letter of its own. */
	mail: Pace | 'by-letter';
	/**
	 * Whether somebody may still see it, asked when it is shown and when it is mailed: the answer at `i` is for the person
	 * and the details at `i`. Who may not loses the notice.
	 */
	stillSees(db: Database, personIds: string[], details: Details[]): Promise<boolean[]>;
	/** The address at which an answer by mail is heard, if it is. */
	replyTo?(personId: string, details: Details): string | undefined;
};

/** The kinds of a module: `Pick` its own names, as in `NoticeKinds<'agenda.moved' | 'agenda.cancelled'>`. */
export type NoticeKinds<Name extends NoticeKindName = NoticeKindName> = {
	[Kind in Name]: NoticeKind<NoticeDetails[Kind]>;
};

/** A family of kinds: a line of the page where one chooses. All its kinds that mail propose the same pace. */
export type NoticeFamily = {
	name: string;
	title(): string;
	/** What one is told of under this name. */
	about(): string;
	/** Its letters, which modules write themselves, leave only to those who did not refuse them. */
	lettersAreOptional?: boolean;
};

/** All kinds and families that there are: `#wiring/notices.server.ts` lists them. */
export type NoticeCatalogue = { families: NoticeFamily[]; kinds: Partial<NoticeKinds> };
