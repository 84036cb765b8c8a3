import type { NameAddr, Payload } from '../../sip/codec/index.js';
import type { LoggedMessage } from './conversation-log.js';
import type { Rendering } from './leg.js';
import { formatSpoken, spokenPayload } from './spoken.js';

/**
 * The texts of a logged message, for all legs.
 * @param from - Who said it.
 * @param to - The conversation.
 */
export function render(message: LoggedMessage, from: NameAddr, to: NameAddr): Rendering {
  let asCpim: Payload | undefined;
  let asText: Payload | undefined;
  return {
    message,
    get asCpim() {
      return (asCpim ??= spokenPayload(message, formatSpoken(message, from, to)));
    },
    get asText() {
      return (asText ??= spokenPayload(message, undefined));
    },
  };
}
