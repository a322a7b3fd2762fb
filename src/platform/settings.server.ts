import * as v from 'valibot';
import { settingsTable as table } from './settings.table.ts';
import { Trouble } from './trouble.ts';

type Table = typeof table;
type Value<Row> = Row extends { is: infer Is extends v.GenericSchema; byDefault: string }
	? v.InferOutput<Is>
	: Row extends { is: infer Is extends v.GenericSchema }
		? v.InferOutput<Is> | undefined
		: never;
type Read = { [Name in keyof Table as Table[Name]['as']]: Value<Table[Name]> };
type Environment = Record<string, string | undefined>;

/** The sign-in provider of a deployment that has one. */
export type SignInProvider = { issuer: string; clientId: string; clientSecret: string; name: string };

/** Where answers by mail arrive, and the secret of who hands them over. */
export type InboundMail = { domain: string; secret: string };

/** `databaseUrl` is empty until the embedded database runs; `bin/start` then puts its address in the environment. */
export type Settings = Omit<Read, 'databaseUrl' | `oidc${string}` | `inboundMail${string}`> & {
	databaseUrl: string;
	oidc: SignInProvider | undefined;
	inboundMail: InboundMail | undefined;
};

/** Reads the settings from the environment, or throws one message that names every wrong one. An empty one is absent. */
export function readSettings(environment: Environment): Settings {
	const wrong: string[] = [];
	const read: Record<string, unknown> = {};
	for (const [name, row] of Object.entries(table)) {
		const text = environment[name] || ('byDefault' in row ? row.byDefault : undefined);
		if (text === undefined) continue;
		const result = v.safeParse(row.is, text);
		if (result.success) read[row.as] = result.output;
		else wrong.push(`${name} must ${row.must}${isSecret(name) ? '' : ` (it is “${text}”)`}`);
	}
	const oidc = signInProvider(environment, read as Read, wrong);
	const inboundMail = inboundMailIn(environment, read as Read, wrong);
	if (wrong.length > 0)
		throw new Trouble(`These settings are wrong:\n${wrong.map((line) => `  ${line}`).join('\n')}`);

	return { ...(read as Read), databaseUrl: (read as Read).databaseUrl ?? '', oidc, inboundMail };
}

/** The settings with what they mean and their defaults, as lines for a terminal. */
export function settingsHelp(): string {
	return Object.entries(table)
		.map(([name, row]) => {
			const byDefault = 'byDefault' in row ? ` (${row.byDefault})` : '';
			return `  ${name.padEnd(22)} ${row.says}${byDefault}`;
		})
		.join('\n');
}

function signInProvider(environment: Environment, read: Read, wrong: string[]): SignInProvider | undefined {
	const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
	const missing = needed.filter((name) => !environment[name]);
	if (missing.length === needed.length) return undefined;
	for (const name of missing)
		wrong.push(`${name} must be set as well: a sign-in provider needs ${needed.join(', ')}`);
	const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, oidcName: name } = read;
	return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret, name } : undefined;
}

function inboundMailIn(environment: Environment, read: Read, wrong: string[]): InboundMail | undefined {
	const needed = ['INBOUND_MAIL_DOMAIN', 'INBOUND_MAIL_SECRET'];
	const missing = needed.filter((name) => !environment[name]);
	if (missing.length === needed.length) return undefined;
	for (const name of missing)
		wrong.push(`${name} must be set as well: answers by mail need ${needed.join(', ')}`);
	const { inboundMailDomain: domain, inboundMailSecret: secret } = read;
	return domain && secret ? { domain, secret } : undefined;
}

/** Whether a value must not be repeated in a message: passwords travel in addresses too. */
function isSecret(name: string): boolean {
	return /SECRET|TOKEN|_URL/.test(name);
}
