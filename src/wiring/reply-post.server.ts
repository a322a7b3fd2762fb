import type { ReplyPost } from '#modules/conversations/reply-address.ts';
import { settings } from './settings.server.ts';
import { secret } from './sign-in.server.ts';

/** Where answers by mail arrive, if they do. */
export const replyPost: ReplyPost | undefined = settings.inboundMail && {
	domain: settings.inboundMail.domain,
	secret
};
