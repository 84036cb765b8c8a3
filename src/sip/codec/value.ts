import { stripSpace } from './characters.js';
import { checkLine } from './header-line.js';
import type { Params } from './message.js';
import { formatParams, NO_PARAMS, parseParams } from './params.js';

/** A value with parameters: Content-Type, Content-Disposition, Event, Subscription-State and others. */
export interface Value {
  /** What stands before the first `;`, as written. */
  readonly value: string;
  readonly params: Params;
}

/** A value, with parameters if there are any. */
export function Value(value: string, params: Params = NO_PARAMS): Value {
  return { value, params };
}

/** Reads `text/plain;charset=utf-8`. Throws `SipSyntaxError` where the parameters are none. */
export function parseValue(text: string): Value {
  const [value = ''] = text.split(';', 1);
  return { value: stripSpace(value), params: parseParams('header value', text, value.length) };
}

/** `parseValue(formatValue(v))` equals `v`, for a value without `;` or spaces around it. */
export function formatValue({ value, params }: Value): string {
  return checkLine(value) + formatParams(params);
}
