import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmdirSync,
	rmSync,
	unlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installedBinaries } from './binaries.ts';
import { ask, openFolder, startElsewhere, startForTest } from './launcher-for-tests.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

/** A copy that shares its files with the original when they are on one disk: only its folders and links are its own. */
function copyOfBinaries(folder: string): string {
	mkdirSync(folder, { recursive: true });
	for (const entry of readdirSync(installedBinaries(), { recursive: true, withFileTypes: true })) {
		const from = join(entry.parentPath, entry.name);
		const to = join(folder, relative(installedBinaries(), from));
		if (entry.isDirectory()) mkdirSync(to, { recursive: true });
		else if (!entry.name.endsWith('.a')) shareOrCopy(from, to);
	}
	return folder;
}

function shareOrCopy(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	try {
		linkSync(from, to);
	} catch {
		cpSync(from, to, { verbatimSymlinks: true });
	}
}

test('links between libraries that npm left out are recreated', async () => {
	const binaries = copyOfBinaries(openFolder('native'));
	const links = readdirSync(join(binaries, 'lib'), { withFileTypes: true }).filter((file) =>
		file.isSymbolicLink()
	);
	for (const { name } of links) unlinkSync(join(binaries, 'lib', name));

	await startForTest(openFolder(), { binaries });
	for (const { name } of links) expect(existsSync(join(binaries, 'lib', name))).toBe(true);
});

test.skipIf(!isRoot)('binaries under a closed home are copied, and it says so', async () => {
	const home = openFolder('home');
	const binaries = copyOfBinaries(join(home, 'project/native'));
	chmodSync(home, 0o700);

	const { said, url } = await startForTest(openFolder(), { binaries });
	expect(said).toMatch(/cannot use .*home\/project\/native: copying the binaries to/);
	expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test.skipIf(!isRoot)(
	'data under a closed home go where the server can reach them, and it says so',
	async () => {
		const home = openFolder('home');
		mkdirSync(home);
		chmodSync(home, 0o700);

		const { said, url } = await startForTest(join(home, 'project/var'));
		const [, elsewhere] = /the database is in (\/var\/lib\/maillage-\w+)/.exec(said)!;
		onTestFinished(() => rmSync(elsewhere!, { recursive: true, force: true }));
		expect(await ask(url, 'show data_directory')).toEqual([{ data_directory: join(elsewhere!, 'data') }]);
		expect((await startForTest(join(home, 'project/var'))).adopted).toBe(true);
	}
);

test('binaries made for another C library ask for a server of one’s own', async () => {
	const binaries = openFolder('native');
	mkdirSync(join(binaries, 'bin'), { recursive: true });
	for (const name of ['initdb', 'postgres']) {
		writeFileSync(join(binaries, 'bin', name), '#!/lib/ld-not-here.so.1\n', { mode: 0o755 });
	}
	await expect(startForTest(openFolder(), { binaries })).rejects.toThrow(/another C library.*DATABASE_URL/);
});

test.skipIf(!isRoot)(
	'a user without an entry in /etc/passwd is asked for a server of one’s own',
	async () => {
		const { says } = await startElsewhere(openFolder(), { uid: 54321, gid: 54321 });
		await says(/Trouble: .*54321.*DATABASE_URL/);
	}
);

test.skipIf(!isRoot)('a data folder that cannot be written says whose it should be', async () => {
	const data = openFolder();
	const { says } = await startElsewhere(data, nobody);
	await says(/Trouble: .*data cannot be written by this user.*MAILLAGE_DATA/);
});

test('a data folder that is a file says so', async () => {
	const data = openFolder();
	writeFileSync(data, '');
	await expect(startForTest(data)).rejects.toThrow(/is not a folder/);
});

test('data of another version of PostgreSQL are left alone, and it says what to do', async () => {
	const data = openFolder();
	mkdirSync(join(data, 'postgres/data'), { recursive: true });
	writeFileSync(join(data, 'postgres/data/PG_VERSION'), '17\n');
	await expect(startForTest(data)).rejects.toThrow(/PostgreSQL 17.*npm run backup/);
});

test.skipIf(!isRoot || !canMount())(
	'a full disk is named, and the next start works once there is room',
	async () => {
		const disk = openFolder('disk');
		mkdirSync(disk);
		mount(disk, 'size=20m');
		onTestFinished(() => void spawnSync('umount', ['-l', disk]));
		await expect(startForTest(join(disk, 'var'))).rejects.toThrow(/disk is full.*nothing was lost/);

		mount(disk, 'remount,size=300m');
		const { stop } = await startForTest(join(disk, 'var'));
		await stop();
	}
);

test('a server that cannot start shows its own last words', async () => {
	const data = openFolder();
	const { stop } = await startForTest(data);
	await stop();
	writeFileSync(join(data, 'postgres/data/postgresql.auto.conf'), 'max_connections = many\n');
	await expect(startForTest(data)).rejects.toThrow(/failed while starting:[^]*max_connections/);
});

function mount(folder: string, options: string): boolean {
	return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

function canMount(): boolean {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-mount-'));
	const isMounted = mount(folder, 'size=1m');
	if (isMounted) spawnSync('umount', [folder]);
	rmdirSync(folder);
	return isMounted;
}
