import type { IncomingMessage, ServerResponse } from 'node:http';

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
export function refuse(response: ServerResponse, status: keyof typeof words): void {
	if (response.headersSent) return void response.destroy();
	const body = `${words[status].join('\n')}\n`;
	response.statusCode = status;
	response.setHeader('content-type', 'text/plain; charset=utf-8');
	response.setHeader('cache-control', 'no-store');
	response.setHeader('content-length', Buffer.byteLength(body));
	response.end(body);
}

/** The largest body that is read, in bytes. */
export const largestBody = 512 * 1024;
const largestDiscarded = 16 * 1024 * 1024;

/** Whether a request announces a body that is too large. */
export function isTooLarge(request: IncomingMessage): boolean {
	return Number(request.headers['content-length'] ?? 0) > largestBody;
}

/**
 * Refuses a body that is too large. A browser that is cut off while sending shows a network error instead of our words:
 * what it sends is first read and thrown away, within reason.
 */
export function refuseBody(request: IncomingMessage, response: ServerResponse): void {
	response.setHeader('connection', 'close');
	let discarded = 0;
	const answer = () => {
		clearTimeout(patience);
		request.off('data', discard);
		if (!response.writableEnded) refuse(response, 413);
	};
	const discard = (piece: Buffer) => {
		discarded += piece.length;
		if (discarded > largestDiscarded) answer();
	};
	const patience = setTimeout(answer, 10_000);
	request.on('data', discard);
	request.once('end', answer);
	response.once('close', () => clearTimeout(patience));
}
