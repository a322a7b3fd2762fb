import EmailReplyParser from 'email-reply-parser';
import { convert } from 'html-to-text';
import PostalMime, { type Email } from 'postal-mime';

/** A mail as it arrived: from whom, to which addresses, what its author wrote in it, and how much was left out. */
export type ArrivedMail = {
	messageId: string | undefined;
	from: string | undefined;
	to: string[];
	/** What a program sends by itself: somebody is away, a mail could not be delivered. */
	isAutomatic: boolean;
	text: string;
	attachments: number;
};

const longestHtml = 500_000;

/** Reads a mail; undefined when it is none. What was quoted and the signature are cut off. */
export async function readMail(raw: Uint8Array): Promise<ArrivedMail | undefined> {
	const mail = await PostalMime.parse(raw, { maxNestingDepth: 30 }).catch(() => undefined);
	if (!mail?.from?.address) return undefined;
	return {
		messageId: mail.messageId,
		from: mail.from.address.toLowerCase(),
		to: recipients(mail),
		isAutomatic: isAutomatic(mail),
		text: new EmailReplyParser().parseReply(mail.text ?? asText(mail.html ?? '')).trim(),
		// A picture of a signature is no attachment.
		attachments: mail.attachments.filter(({ disposition, related }) => disposition !== 'inline' && !related)
			.length
	};
}

function recipients({ to = [], cc = [], headers }: Email): string[] {
	const envelope = new Set(['delivered-to', 'x-original-to', 'envelope-to']);
	return [
		...[...to, ...cc].flatMap((one) => one.address ?? []),
		...headers.filter(({ key }) => envelope.has(key)).map(({ value }) => value.replace(/[<>\s]/g, ''))
	];
}

function isAutomatic({ headers }: Email): boolean {
	const valueOf = (name: string) =>
		headers
			.find(({ key }) => key === name)
			?.value.toLowerCase()
			.trim();
	const submitted = valueOf('auto-submitted');
	const precedence = valueOf('precedence');
	return (
		(submitted !== undefined && submitted !== 'no') ||
		['bulk', 'auto_reply', 'junk'].includes(precedence ?? '') ||
		['x-autoreply', 'x-autorespond'].some((name) => valueOf(name) !== undefined)
	);
}

function asText(html: string): string {
	const skipped = ['blockquote', '.gmail_quote', '.moz-cite-prefix', '#divRplyFwdMsg', 'img'];
	return convert(html, {
		wordwrap: false,
		limits: { maxInputLength: longestHtml },
		selectors: skipped.map((selector) => ({ selector, format: 'skip' }))
	});
}
