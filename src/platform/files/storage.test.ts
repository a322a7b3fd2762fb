import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { s3Address } from './s3-address.ts';
import { s3ForTests } from './s3-for-tests.ts';
import { openStorage, type FileStorage } from './storage.server.ts';
import { folderForTests } from './storage-for-tests.ts';

async function textAt(storage: FileStorage, key: string) {
	const stored = await storage.read(key);
	return stored && { size: stored.size, text: await new Response(stored.body).text() };
}

async function keysIn(storage: FileStorage): Promise<string[]> {
	const keys = [];
	for await (const { key, since } of storage.entries()) {
		expect(Math.abs(Date.now() - since.getTime())).toBeLessThan(60_000);
		keys.push(key);
	}
	return keys.sort();
}

const storages: Record<string, () => Promise<FileStorage>> = {
	folder: () => Promise.resolve(openStorage(undefined, join(folderForTests(), 'files'))),
	bucket: async () => openStorage((await s3ForTests()).address, '/nowhere')
};

describe.each(Object.entries(storages))('in a %s', (_name, open) => {
	test('what is kept is read, listed, replaced and removed', async () => {
		const storage = await open();
		expect(await keysIn(storage)).toEqual([]);
		expect(await storage.read('aa/one')).toBeUndefined();
		for (const key of ['aa/one', 'aa/one-160', 'bb/two', 'cc/three', 'cc/four'])
			await storage.keep(key, new TextEncoder().encode(`é ${key}`));
		await storage.keep('bb/two', new TextEncoder().encode('again'));
		expect(await textAt(storage, 'aa/one')).toEqual({ size: 9, text: 'é aa/one' });
		expect(await textAt(storage, 'bb/two')).toEqual({ size: 5, text: 'again' });
		expect(await keysIn(storage)).toEqual(['aa/one', 'aa/one-160', 'bb/two', 'cc/four', 'cc/three']);
		await storage.remove('aa/one');
		await storage.remove('aa/one');
		expect(await storage.read('aa/one')).toBeUndefined();
		expect(await keysIn(storage)).toHaveLength(4);
	});
});

test('a folder keeps nothing outside of itself', async () => {
	const storage = openStorage(undefined, folderForTests());
	for (const key of ['../secret', 'aa/../../secret', '/etc/passwd', 'aa/', 'aa/.hidden', 'aa'])
		await expect(storage.keep(key, new Uint8Array(1)), key).rejects.toThrow('Not the key');
});

test('a folder tells of what a crash left unfinished, and of nothing else that lies there', async () => {
	const folder = folderForTests();
	mkdirSync(join(folder, 'aa/folder'), { recursive: true });
	writeFileSync(join(folder, 'aa/one.12345678.unfinished'), 'half');
	writeFileSync(join(folder, 'README'), 'what is this?');
	expect(await keysIn(openStorage(undefined, folder))).toEqual(['aa/one.12345678.unfinished']);
});

test('a storage that is busy for a moment is asked again', async () => {
	const { address, state } = await s3ForTests();
	state.failures = 2;
	const storage = openStorage(address, '/nowhere');
	await storage.keep('aa/one', new TextEncoder().encode('kept'));
	expect(await textAt(storage, 'aa/one')).toMatchObject({ text: 'kept' });
});

test('a storage that refuses us is told, and its secret is not', async () => {
	const { address } = await s3ForTests();
	const storage = openStorage(address.replace('AKIA', 'OTHER'), '/nowhere');
	const refused = storage.read('aa/one').then(
		() => 'read',
		(error: Error) => error.message
	);
	expect(await refused).toMatch(/answered 403: .*AccessDenied/);
	expect(await refused).not.toMatch(/s3cr/);
});

test('the address of a bucket tells where it is and how one enters', () => {
	expect(s3Address('s3://key:a%2Fb@s3.fr-par.scw.cloud/alliance?region=fr-par')).toEqual({
		bucket: 'https://s3.fr-par.scw.cloud/alliance',
		key: 'key',
		secret: 'a/b',
		region: 'fr-par'
	});
	expect(s3Address('s3+http://key:b@localhost:9000/alliance/')).toMatchObject({
		bucket: 'http://localhost:9000/alliance',
		region: 'us-east-1'
	});
	for (const wrong of [
		's3://host/bucket',
		's3://a:b@host',
		's3://a:b@host/a/b',
		's3://a:b@host/A',
		'https://a:b@host/b'
	])
		expect(s3Address(wrong), wrong).toBeUndefined();
	for (const wrong of ['s3://a:%zz@host/bucket', 's3://a:b@host/bucket with', ''])
		expect(s3Address(wrong), wrong).toBeUndefined();
});
