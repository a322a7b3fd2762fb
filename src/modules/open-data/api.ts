import * as v from 'valibot';

/** How many organisations a page of the API holds at most. */
export const mostPerPage = 500;
const usual = 100;

/** What one asks a page with. */
export const PageQuery = v.object({
	after: v.optional(v.pipe(v.string(), v.uuid(), v.description('Identifier of the last organisation read.'))),
	limit: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,3}$/),
			v.description(`How many, from 1 to ${mostPerPage}; ${usual} when not said.`)
		)
	)
});

type Page = { ok: true; after: string | null; limit: number } | { ok: false; message: string };

/** Reads which page of the API is asked for; a wrong value is refused in words rather than guessed. */
export function readPage(search: URLSearchParams): Page {
	const read = v.safeParse(PageQuery, Object.fromEntries(search));
	const limit = Number(read.success ? (read.output.limit ?? usual) : 0);
	if (!read.success || limit < 1 || limit > mostPerPage)
		return { ok: false, message: `"after" is an identifier and "limit" a number from 1 to ${mostPerPage}.` };
	return { ok: true, after: read.output.after ?? null, limit };
}
