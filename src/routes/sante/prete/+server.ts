import { migrationsDone } from '#platform/migrations.server.ts';
import { db } from '#wiring/database.server.ts';

/** Ready: the database answers within two seconds and has the schema of this version. */
export async function GET() {
	const late = new Promise<false>((resolve) => setTimeout(resolve, 2000, false).unref());
	const isReady = await Promise.race([migrationsDone(db).catch(() => false), late]);
	const headers = { 'cache-control': 'no-store' };
	return new Response(isReady ? 'ready\n' : 'not ready\n', { status: isReady ? 200 : 503, headers });
}
