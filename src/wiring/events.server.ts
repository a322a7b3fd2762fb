import type { EventHandlers } from '#platform/events/events.server.ts';

/** Who does what when something happened: the one list of all handlers. */
export const handlers: EventHandlers = {};
