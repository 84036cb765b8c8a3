/** The few host functions that rooms without DOM or Node may call. Both browsers and Node have them. */
declare function setTimeout(callback: () => void, delayMs?: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare function setInterval(callback: () => void, delayMs?: number): unknown;
declare function clearInterval(timer: unknown): void;
declare function queueMicrotask(callback: () => void): void;

declare const console: { error(...data: unknown[]): void };

declare const crypto: {
  getRandomValues<T extends Uint8Array>(array: T): T;
  /** Missing on pages that are not served over TLS. */
  readonly subtle?: { digest(algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer> };
};

declare class TextEncoder {
  encode(text?: string): Uint8Array;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare class URL {
  constructor(url: string);
  readonly hostname: string;
}
