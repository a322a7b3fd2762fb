import { describeApi } from '#modules/open-data/openapi.ts';

export function GET({ url }) {
	return Response.json(describeApi(url.origin), { headers: { 'access-control-allow-origin': '*' } });
}
