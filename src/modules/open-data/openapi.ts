import { toJsonSchema } from '@valibot/to-json-schema';
import { AllyRecord, licence } from './ally-record.ts';
import { PageQuery } from './api.ts';

const target = { target: 'openapi-3.1' } as never;

/** The description of the read API (OpenAPI 3.1), made from the schemas that it answers with. */
export function describeApi(origin: string) {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Maillage',
			version: '1.0.0',
			description: 'What everybody may see of the organisations of the alliance. Reading needs no key.',
			license: licence
		},
		servers: [{ url: `${origin}/api/v1` }],
		paths,
		components: { schemas: { Ally: toJsonSchema(AllyRecord, target) } }
	};
}

const messageSchema = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };

function answer(description: string, schema: object) {
	return { description, content: { 'application/json': { schema } } };
}

function queryParameters() {
	return Object.entries(PageQuery.entries).map(([name, entry]) => {
		const { description, ...schema } = toJsonSchema(entry.wrapped, target);
		return { name, in: 'query', required: false, description, schema };
	});
}

const ally = { $ref: '#/components/schemas/Ally' };

const paths = {
	'/allies': {
		get: {
			summary: 'The organisations, a page at a time.',
			parameters: queryParameters(),
			responses: {
				200: answer('A page, and the address of the next one.', {
					type: 'object',
					required: ['allies', 'next'],
					properties: {
						allies: { type: 'array', items: ally },
						next: { type: ['string', 'null'], format: 'uri' }
					}
				}),
				304: { description: 'Nothing has changed since the ETag given in If-None-Match.' },
				400: answer('A parameter is wrong.', messageSchema)
			}
		}
	},
	'/allies/{slug}': {
		get: {
			summary: 'One organisation.',
			parameters: [{ name: 'slug', in: 'path', required: true, schema: { type: 'string' } }],
			responses: { 200: answer('The organisation.', ally), 404: answer('There is none.', messageSchema) }
		}
	}
};
