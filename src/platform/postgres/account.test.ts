import { expect, test } from 'vitest';
import { accountOfServer, readUsers } from './account.ts';
import { installedBinaries } from './binaries.ts';

const debian = readUsers(
	'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\nada:x:1000:1000::/home/ada:/bin/sh'
);

test('root lends the server to postgres', () => {
	const users = [...debian, { name: 'postgres', uid: 101, gid: 104 }];
	expect(accountOfServer(0, users)).toEqual({ name: 'postgres', uid: 101, gid: 104, isDropped: true });
});

test('root lends the server to nobody where there is no postgres', () => {
	expect(accountOfServer(0, debian)).toMatchObject({ name: 'nobody', uid: 65534, isDropped: true });
});

test('a person runs the server as herself', () => {
	expect(accountOfServer(1000, debian)).toMatchObject({ name: 'ada', uid: 1000, isDropped: false });
});

test('a user that the system does not know is asked for a server of her own', () => {
	expect(() => accountOfServer(4242, debian)).toThrow(
		/4242, who has no entry in \/etc\/passwd.*DATABASE_URL/
	);
});

test('root on a system without other users is asked for a server of its own', () => {
	expect(() => accountOfServer(0, debian.slice(0, 1))).toThrow(/DATABASE_URL/);
});

test('a platform without binaries is asked for a server of its own', () => {
	expect(() => installedBinaries('win32-arm64')).toThrow(
		/no embedded PostgreSQL for win32-arm64.*DATABASE_URL/
	);
});
