import {
	askToSignAgain,
	beginRenewal,
	tellWithdrawal,
	thankSignatory
} from '#modules/charter/letters.server.ts';
import { renameSignatory } from '#modules/charter/my-signatures.server.ts';
import type { EventHandlers } from '#platform/events/events.server.ts';
import { origin } from './sign-in.server.ts';

/** Who does what when something happened: the one list of all handlers. */
export const handlers: EventHandlers = {
	'charter.signed': { 'thank-signatory': thankSignatory(origin) },
	'charter.signature-withdrawn': { 'tell-withdrawal': tellWithdrawal(origin) },
	'charter.put-in-force': { 'begin-renewal': beginRenewal },
	'charter.renewal-asked': { 'ask-to-sign-again': askToSignAgain(origin) },
	'people.renamed': { 'rename-signatory': renameSignatory }
};
