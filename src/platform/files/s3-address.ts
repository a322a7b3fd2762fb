/** A bucket and how one enters it. */
export type S3Address = { bucket: string; key: string; secret: string; region: string };

/**
 * Reads `s3://key:secret@host/bucket?region=…`, the bucket being the address of its content; `s3+http://` is for a server
 * of the same machine. Returns nothing for any other text.
 */
export function s3Address(text: string): S3Address | undefined {
	const written = /^s3(\+http)?:\/\/(?=\S+$)(.*)$/.exec(text);
	if (!written) return undefined;
	const address = `${written[1] ? 'http' : 'https'}://${written[2]!}`;
	if (!URL.canParse(address)) return undefined;
	const { origin, username, password, pathname, searchParams } = new URL(address);
	const [, bucket] = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(pathname) ?? [];
	if (!bucket || !username || !password) return undefined;
	try {
		return {
			bucket: `${origin}/${bucket}`,
			key: decodeURIComponent(username),
			secret: decodeURIComponent(password),
			region: searchParams.get('region') ?? 'us-east-1'
		};
	} catch {
		return undefined;
	}
}
