/** More unread notices than this are not counted. */
export const manyUnread = 100;
