import type { ServerResponse } from 'node:http';

/**
 * What the server itself says before the application is asked, or when it cannot answer. These few words live here and
 * not in `messages/` because the server must be able to say them when the application is not there.
 */
const words = {
	400: ['Adresse non comprise.', 'This address was not understood.'],
	403: [
		'Cet envoi ne vient pas d’une page de ce site : il est refusé. Ouvrez la page ici, puis recommencez.',
		'This was not sent from a page of this site: it is refused. Open the page here, then try again.'
	],
	413: [
		'Votre envoi est trop gros : 512 Ko au plus. Revenez en arrière, raccourcissez-le et envoyez-le à nouveau.',
		'What you sent is too large: 512 KB at most. Go back, make it shorter and send it again.'
	],
	421: [
		'Ce serveur ne répond pas à ce nom. La personne qui l’administre peut le déclarer avec ORIGIN.',
		'This server does not answer to this name. Whoever runs it can declare it with ORIGIN.'
	],
	500: [
		'Quelque chose s’est mal passé de notre côté. Réessayez dans un instant.',
		'Something went wrong on our side. Try again in a moment.'
	],
	404: ['Il n’y a rien à cette adresse.', 'There is nothing at this address.']
} as const;

/** Refuses a request in two languages. */
export function refuse(
	response: ServerResponse,
	status: keyof typeof words,
	said: readonly string[] = words[status]
): void {
	if (response.headersSent) return void response.destroy();
	const body = `${said.join('\n')}\n`;
	response.statusCode = status;
	response.setHeader('content-type', 'text/plain; charset=utf-8');
	response.setHeader('cache-control', 'no-store');
	response.setHeader('content-length', Buffer.byteLength(body));
	response.end(body);
}
