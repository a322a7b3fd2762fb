import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsV4Signer } from 'aws4fetch';
import { onTestFinished } from 'vitest';

const accessKeyId = 'AKIA-test';
const secretAccessKey = 's3cr/t+:@';
const pageOfList = 2;

/** A storage that speaks as much S3 as we do, on this machine, until the end of the test; it checks each signature. */
export async function s3ForTests() {
	const kept = new Map<string, { bytes: Buffer; since: Date }>();
	const state = { failures: 0 };
	const server = createServer(async (request, response) => {
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		if (state.failures-- > 0) return response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
		if (!(await isSigned(request)))
			return response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');

		const url = new URL(request.url!, 'http://localhost');
		const key = decodeURIComponent(url.pathname.slice('/alliance/'.length));
		if (request.method === 'PUT') kept.set(key, { bytes: Buffer.concat(pieces), since: new Date() });
		if (request.method === 'DELETE') return response.writeHead(kept.delete(key) ? 204 : 204).end();
		if (request.method === 'PUT') return response.end();
		if (key === '') return response.end(listOf([...kept], url.searchParams.get('continuation-token')));
		const found = kept.get(key);
		if (!found) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
		response.writeHead(200, { 'content-length': found.bytes.length }).end(found.bytes);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const { port } = server.address() as AddressInfo;
	const entrance = `${encodeURIComponent(accessKeyId)}:${encodeURIComponent(secretAccessKey)}`;
	return { kept, state, address: `s3+http://${entrance}@127.0.0.1:${port}/alliance?region=fr-par` };
}

async function isSigned({ method, url, headers }: IncomingMessage): Promise<boolean> {
	const datetime = String(headers['x-amz-date']);
	const signed = await new AwsV4Signer({
		method: method!,
		url: `http://${headers.host}${url}`,
		headers: { 'x-amz-content-sha256': String(headers['x-amz-content-sha256']) },
		accessKeyId,
		secretAccessKey,
		service: 's3',
		region: 'fr-par',
		datetime
	}).sign();
	return signed.headers.get('authorization') === headers.authorization;
}

/** Two at a time, as a real one does with thousands. */
function listOf(kept: [string, { since: Date }][], token: string | null): string {
	const from = Number(token ?? 0);
	const entries = kept
		.slice(from, from + pageOfList)
		.map(
			([key, { since }]) =>
				`<Contents><Key>${key}</Key><LastModified>${since.toISOString()}</LastModified></Contents>`
		);
	const next = from + pageOfList;
	const more = next < kept.length ? `<NextContinuationToken>${next}</NextContinuationToken>` : '';
	return `<?xml version="1.0"?><ListBucketResult>${entries.join('')}${more}</ListBucketResult>`;
}
