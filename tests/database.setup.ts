import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { compileWords } from '../bin/parts/building.ts';
import { plantTerritories } from '../src/modules/territories/planting.server.ts';
import { openDatabase } from '../src/platform/database.server.ts';
import { migrate } from '../src/platform/migrations.server.ts';
import { startPostgres } from '../src/platform/postgres/launcher.ts';

const templateDatabase = 'maillage_template';
/** The départements whose territories every test knows: a métropole, overseas, communes that merged, the countries. */
const extract = ['35', '974', '01'];

/** Starts one PostgreSQL server for all the tests, with a migrated database that each worker clones. */
export default async function setup(project: TestProject) {
	await compileWords();
	const folder = mkdtempSync(join(tmpdir(), 'maillage-test-'));
	const server = await startPostgres({ dataFolder: folder, durable: false, say: () => undefined });
	const admin = new pg.Client({ connectionString: server.url });
	await admin.connect();
	await admin.query(`create database ${templateDatabase}`);
	await admin.end();
	const template = server.url.replace(/\/[^/?]*(\?|$)/, `/${templateDatabase}$1`);
	await migrate(template);
	const { db, close } = openDatabase(template, 1);
	await plantTerritories(db, extract);
	await close();

	project.provide('serverUrl', server.url);
	project.provide('templateDatabase', templateDatabase);
	return async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
