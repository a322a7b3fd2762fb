import { expect, test } from 'vitest';
import { localPath } from './return-path.ts';

test('someone who signs in comes back to the page they left', () => {
	expect(localPath('/charte/revision?article=3')).toBe('/charte/revision?article=3');
	expect(localPath('/en/charte')).toBe('/en/charte');
});

test('nobody is sent to another site after sign-in', () => {
	const elsewhere = [
		'//evil.example',
		'/en//evil.example',
		'/en/./%2e//evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'https://evil.example',
		'javascript:alert(1)',
		'/\t/evil.example',
		'/\n/evil.example',
		' //evil.example',
		'/.//evil.example',
		'/..//evil.example',
		'/%0a/..//evil.example/\u202e',
		'\u0000/moi',
		'/a\u200b//b',
		'evil.example',
		'',
		`/${'a'.repeat(501)}`,
		null,
		undefined,
		['/moi'],
		{}
	];
	for (const path of elsewhere) expect(localPath(path), String(path)).toBe('/moi');
});

test('the pages of sign-in do not lead to themselves', () => {
	for (const path of ['/connexion', '/connexion/lien?jeton=a', '/en/connexion', '/bienvenue', '/api/auth/x'])
		expect(localPath(path, '/')).toBe('/');
});
