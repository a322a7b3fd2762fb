/** The event by which what puts fresh HTML in a page has the islands of it wake up too. */
export const freshHtml = 'fresh-html';
