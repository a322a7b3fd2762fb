import { createServer } from 'node:http';

/** What the pages are measured against: a server that does nothing but send the bytes that it was given once. */
process.once('message', ({ headers, body }: { headers: Record<string, string>; body: string }) => {
	const bytes = Buffer.from(body, 'base64');
	const server = createServer((_request, response) => {
		response.writeHead(200, headers);
		response.end(bytes);
	});
	server.listen(0, '127.0.0.1', () => process.send!(server.address()));
});
