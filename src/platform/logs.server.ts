import pino from 'pino';

/** The log of the application: JSON lines on standard output. No name, address or text of a person goes in it. */
export const log = pino({
	level: process.env.LOG_LEVEL || (process.env.VITEST ? 'silent' : 'info'),
	base: undefined,
	redact: { paths: ['email', 'to', 'token', 'cookie', '*.email', '*.token', '*.cookie'], remove: true }
});
