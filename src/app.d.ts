import type { Person } from '#modules/people/people.server.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who is signed in; null for an anonymous visitor. */
			person: Person | null;
			/** The modules that this page shows: an anonymous answer is kept until an event of one of them. */
			shows: string[] | null;
			/** Identifies the request in the log and on the error page. */
			requestId: string;
		}
		interface Error {
			message: string;
			requestId?: string;
		}
	}
}

export {};
