/** One window of a browser, whichever it is, as a test uses it: keys go in, what the page says comes out. */
export interface BrowserWindow {
  /** What went wrong in the page: errors, and in Chromium and Firefox whatever the console shows as one. */
  readonly faults: string[];
  /** What a JavaScript expression gives in the page; of a promise, what that gives. */
  evaluate(expression: string): Promise<unknown>;
  /** Writes `text` key by key. */
  type(text: string): Promise<void>;
  /** Presses a key, named as in `KeyboardEvent.key`, and lets it go. */
  press(key: string): Promise<void>;
  /** Presses a key and holds it. */
  down(key: string): Promise<void>;
  /** Lets a held key go. */
  up(key: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser that opens windows which share nothing, as if each were on another person's machine. */
export interface WindowOpener {
  open(url: string, width: number, height: number): Promise<BrowserWindow>;
  close(): Promise<void>;
}
