import { expect, test } from 'vitest';
import { readSettings, settingsHelp } from './settings.server.ts';
import { settingsTable } from './settings.table.ts';

test('without any setting, a demonstration opens on this machine alone', () => {
	expect(readSettings({})).toMatchObject({
		port: 3000,
		host: '127.0.0.1',
		trustProxy: 0,
		databaseUrl: '',
		dataFolder: 'var',
		world: 'assembly-2023',
		logLevel: 'info',
		oidc: undefined
	});
});

test('an empty setting is an absent one', () => {
	expect(readSettings({ PORT: '', SMTP_URL: '' })).toMatchObject({ port: 3000 });
});

test('every wrong setting is named in one message', () => {
	const wrong = {
		PORT: '70000',
		HOST: 'two words',
		ORIGIN: 'https://alliance.example/path',
		TRUST_PROXY: 'yes',
		DATABASE_URL: 'mysql://root:pass-word@host/db',
		FILES_URL: 's3://only-key:pass-word@host',
		MAILLAGE_WORLD: 'mars',
		MAILLAGE_ADMINISTRATOR: 'nobody',
		AUTH_SECRET: 'short-secret',
		SMTP_URL: 'http://mail:pass-word@host',
		MAIL_FROM: 'nobody',
		INBOUND_MAIL_DOMAIN: 'two words',
		INBOUND_MAIL_SECRET: 'short-secret',
		OIDC_ISSUER: 'provider',
		METRICS_TOKEN: 'short-secret',
		LOG_LEVEL: 'loud'
	};
	const message = messageOf(wrong);
	for (const name of Object.keys(wrong)) expect(message).toContain(`${name} must `);
	expect(message).not.toMatch(/pass-word|short-secret/);
});

test('a sign-in provider is whole or absent', () => {
	const whole = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'us', OIDC_CLIENT_SECRET: 'hush' };
	expect(readSettings(whole).oidc).toEqual({
		issuer: 'https://id.example',
		clientId: 'us',
		clientSecret: 'hush',
		name: 'OpenID Connect'
	});
	expect(messageOf({ OIDC_ISSUER: 'https://id.example' })).toMatch(
		/OIDC_CLIENT_ID must be set[^]*OIDC_CLIENT_SECRET must/
	);
});

test('answers by mail need a domain and a secret, or are off', () => {
	expect(readSettings({}).inboundMail).toBeUndefined();
	const secret = 'x'.repeat(32);
	expect(
		readSettings({ INBOUND_MAIL_DOMAIN: 'Mail.Exemple.fr', INBOUND_MAIL_SECRET: secret }).inboundMail
	).toEqual({ domain: 'mail.exemple.fr', secret });
	expect(messageOf({ INBOUND_MAIL_SECRET: secret })).toContain('INBOUND_MAIL_DOMAIN must be set as well');
});

test('an origin may end with a slash, which is not kept', () => {
	expect(readSettings({ ORIGIN: 'https://alliance.example/' }).origin).toBe('https://alliance.example');
});

test('the help names every setting with its default', () => {
	for (const [name, row] of Object.entries(settingsTable)) {
		const [line] = settingsHelp()
			.split('\n')
			.filter((one) => one.trim().startsWith(`${name} `));
		expect(line).toContain('byDefault' in row ? `${row.says} (${row.byDefault})` : row.says);
	}
});

function messageOf(environment: Record<string, string>): string {
	try {
		readSettings(environment);
	} catch (error) {
		return (error as Error).message;
	}
	return '';
}
