import type { Beside } from './beside.ts';
import type { Live } from './upgrades.ts';

/** What an application answers that is no page: live connections, and what comes too often for a page. */
export type BesidePages = { startLive(): Promise<Live>; startBeside(): Promise<Beside> };

/** The application is built, and the program that serves it is not: both know this name. */
const name = Symbol.for('maillage.beside-pages');
const shared = globalThis as { [name]?: BesidePages };

/** Hands over what is answered beside the pages, to the program that opens the web server. */
export function handOver(beside: BesidePages): void {
	shared[name] = beside;
}

/** What the application that was loaded has handed over. */
export function handedOver(): BesidePages {
	const beside = shared[name];
	if (!beside) throw new Error('no application was loaded');
	return beside;
}
