/** An emoji was chosen. */
export interface EmojiPickEvent extends Event {
  readonly emoji: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'emoji-pick': EmojiPickEvent;
  }
}
