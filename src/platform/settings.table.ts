import * as v from 'valibot';
import { s3Address } from './files/s3-address.ts';

const count = (least: number, most: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d+$/),
		v.transform(Number),
		v.check((number) => number >= least && number <= most)
	);
const address = (...protocols: string[]) =>
	v.pipe(
		v.string(),
		v.check((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)) && !/\s/.test(text))
	);
const mailbox = v.pipe(v.string(), v.trim(), v.regex(/^[^\s<>]+@[^\s<>]+$|^[^<>\r\n]+ <[^\s<>]+@[^\s<>]+>$/));
const email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email());
const bareOrigin = v.pipe(
	address('http', 'https'),
	v.transform((text) => text.replace(/\/$/, '')),
	v.check((text) => URL.canParse(text) && new URL(text).origin === text)
);

/** A setting: its name in the code, what it says in the help, what it must be, and its value when it is absent. */
type Row = {
	as: string;
	says: string;
	must: string;
	is: v.GenericSchema<string, unknown>;
	byDefault?: string;
};

/** Every setting, in the order of the help. What the help prints and what is checked are these same rows. */
export const settingsTable = {
	PORT: {
		as: 'port',
		says: 'port of the web server',
		must: 'be a number from 0 to 65535',
		is: count(0, 65535),
		byDefault: '3000'
	},
	HOST: {
		as: 'host',
		says: 'address that it listens on; 0.0.0.0 opens it to the network (a demonstration lets anyone be administrator)',
		must: 'be a host name or an address',
		is: v.pipe(v.string(), v.regex(/^[a-z0-9.:-]+$/i)),
		byDefault: '127.0.0.1'
	},
	ORIGIN: {
		as: 'origin',
		says: 'public address, such as https://alliance.example; needed behind a proxy and for mail with links',
		must: 'be http(s)://host[:port] without a path',
		is: bareOrigin
	},
	TRUST_PROXY: {
		as: 'trustProxy',
		says: 'number of proxies in front, whose x-forwarded-* headers are believed',
		must: 'be a number from 0 to 10',
		is: count(0, 10),
		byDefault: '0'
	},
	DATABASE_URL: {
		as: 'databaseUrl',
		says: 'PostgreSQL server of your own, 15 or later; without it, an embedded one',
		must: 'look like postgres://user:password@host:5432/database',
		is: address('postgres', 'postgresql')
	},
	MAILLAGE_DATA: {
		as: 'dataFolder',
		says: 'folder of the embedded database, of files and of generated secrets',
		must: 'be the path of a folder',
		is: v.pipe(v.string(), v.excludes('\0')),
		byDefault: 'var'
	},
	FILES_URL: {
		as: 'filesUrl',
		says: 'bucket that keeps the files people send, S3-compatible; without it, the folder files of MAILLAGE_DATA',
		must: 'look like s3://key:secret@host/bucket?region=fr-par (key and secret percent-encoded)',
		is: v.pipe(
			v.string(),
			v.check((text) => s3Address(text) !== undefined)
		)
	},
	MAILLAGE_WORLD: {
		as: 'world',
		says: 'what an empty database is filled with: assembly-2023 or village (demonstrations), or empty',
		must: 'be assembly-2023, village or empty',
		is: v.picklist(['assembly-2023', 'village', 'empty']),
		byDefault: 'assembly-2023'
	},
	MAILLAGE_ADMINISTRATOR: {
		as: 'administrator',
		says: 'e-mail address of the person who becomes administrator when signing in',
		must: 'be an e-mail address',
		is: email
	},
	AUTH_SECRET: {
		as: 'authSecret',
		says: 'secret that signs sessions, the same for every process; without it, one is made and kept in MAILLAGE_DATA',
		must: 'have 32 characters or more',
		is: v.pipe(v.string(), v.minLength(32))
	},
	SMTP_URL: {
		as: 'smtpUrl',
		says: 'mail server; without it a demonstration shows its mail in an outbox page',
		must: 'look like smtp://user:password@host:587 or smtps://host',
		is: address('smtp', 'smtps')
	},
	MAIL_FROM: {
		as: 'mailFrom',
		says: 'sender of mail',
		must: 'be “name@host” or “Name <name@host>”',
		is: mailbox
	},
	INBOUND_MAIL_DOMAIN: {
		as: 'inboundMailDomain',
		says: 'domain whose mail is handed to /courrier/entrant: one then answers notifications by mail',
		must: 'be a domain, such as reponses.alliance.example',
		is: v.pipe(v.string(), v.toLowerCase(), v.regex(/^(?=.{1,190}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/))
	},
	INBOUND_MAIL_SECRET: {
		as: 'inboundMailSecret',
		says: 'lets the mail server hand that mail over (Authorization: Bearer …)',
		must: 'have 32 characters or more',
		is: v.pipe(v.string(), v.minLength(32))
	},
	OIDC_ISSUER: {
		as: 'oidcIssuer',
		says: 'sign-in provider (OpenID Connect)',
		must: 'be an https:// address',
		is: address('https', 'http')
	},
	OIDC_CLIENT_ID: {
		as: 'oidcClientId',
		says: 'our name at the provider',
		must: 'not be empty',
		is: v.string()
	},
	OIDC_CLIENT_SECRET: {
		as: 'oidcClientSecret',
		says: 'our secret at the provider',
		must: 'not be empty',
		is: v.string()
	},
	OIDC_NAME: {
		as: 'oidcName',
		says: 'name of the provider on the sign-in page',
		must: 'not be empty',
		is: v.string(),
		byDefault: 'OpenID Connect'
	},
	METRICS_TOKEN: {
		as: 'metricsToken',
		says: 'lets a monitor read /metrics from another machine (Authorization: Bearer …)',
		must: 'have 16 characters or more',
		is: v.pipe(v.string(), v.minLength(16))
	},
	LOG_LEVEL: {
		as: 'logLevel',
		says: 'trace, debug, info, warn, error, fatal or silent',
		must: 'be trace, debug, info, warn, error, fatal or silent',
		is: v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
		byDefault: 'info'
	}
} as const satisfies Record<string, Row>;
