/** The panel is about to open. Cancel the event to keep it closed. */
export type ChatOpenEvent = Event;

/** The panel is about to close. Cancel the event to keep it open. */
export type ChatCloseEvent = Event;

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-open': ChatOpenEvent;
    'chat-close': ChatCloseEvent;
  }
}
