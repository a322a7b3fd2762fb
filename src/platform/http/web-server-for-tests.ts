import { request as send, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import pg from 'pg';
import pino from 'pino';
import { inject, onTestFinished } from 'vitest';
import type { Handler } from './kept-pages.ts';
import { openWebServer } from './web-server.ts';

type Settings = Partial<Parameters<typeof openWebServer>[1]>;

/** Opens a web server on a free port around a handler, until the end of the test; keeps the lines of its log. */
export async function serve(handler: Handler, settings: Settings = {}) {
	const lines: string[] = [];
	const log = pino({ level: 'info', base: undefined }, { write: (line) => void lines.push(line) });
	const all = {
		host: '127.0.0.1',
		port: 0,
		trustProxy: 0,
		origin: undefined,
		metricsToken: undefined,
		...settings
	};
	const { address, stop } = await openWebServer(handler, all, inject('serverUrl'), log);
	let isStopped = false;
	const stopOnce = async () => {
		if (!isStopped) await ((isStopped = true), stop());
	};
	onTestFinished(stopOnce);
	const port = Number(/:(\d+)$/.exec(settings.origin ? '' : address)?.[1] ?? all.port);
	return { port, lines, stop: stopOnce, get: (path: string, options?: Options) => get(port, path, options) };
}

type Options = Omit<RequestOptions, 'path'> & { body?: string | Buffer };
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };

/** Sends one request on a connection of its own, nothing decoded on the way. */
export function get(port: number, path: string, { body, ...options }: Options = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = send({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
			const pieces: Buffer[] = [];
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.on('error', reject);
			response.on('end', () => {
				const whole = Buffer.concat(pieces);
				resolve({
					status: response.statusCode!,
					headers: response.headers,
					body: whole,
					text: whole.toString()
				});
			});
		});
		request.on('error', reject);
		request.end(body);
	});
}

/** Tells every listener that something happened, as the record of events does. */
export async function happen(event: string): Promise<void> {
	const client = new pg.Client({ connectionString: inject('serverUrl') });
	await client.connect();
	await client.query('select pg_notify($1, $2)', ['events', event]);
	await client.end();
}

/** Waits until something is true, for at most two seconds. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 200; tries++) {
		if (await isTrue()) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error('It never became true');
}
