import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Addressed } from './addresses.ts';

/** What answers some addresses itself, beside the application: streams that stay open, and what a whole room sends at once. */
export type Beside = {
	/** Whether an address, with its query, is one of these. */
	takes(url: string): boolean;
	answer(request: IncomingMessage, response: ServerResponse, address: Addressed): Promise<void>;
	/** The server listens: here is where the application can be asked for what it renders. */
	opened(base: string): Promise<void>;
	/** Ends what is open. */
	stop(): Promise<void>;
};
