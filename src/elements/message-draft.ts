import type { Conversation } from '../model/index.js';
import { pageStorage } from './page-storage.js';

/**
 * What is written in a box and not sent yet: kept as it stands with every change, for each conversation of each account,
 * past the life of the page. Several boxes may be in one conversation: the one that was written in last counts, and no
 * box takes away what stands in another.
 */
export class MessageDraft {
  #conversation: Conversation | undefined;
  /** In the storage; `undefined` as long as nothing can be kept. */
  #name: string | undefined;
  #kept = '';

  /**
   * Goes over to a conversation. Call it whenever that may be another one, or another one's address may be known.
   * @param text - What stands in the box.
   * @returns What is to stand there: the same in the same conversation, else what was kept of the other one.
   */
  follow(conversation: Conversation | undefined, text: string): string {
    if (!conversation) return text;
    const name = nameOf(conversation);
    const known = !name || name === this.#name;
    const before = this.#conversation;
    if (known && conversation === before) return text;
    const stays = !before || conversation === before || (name && known);
    if (stays && !known) this.keep(''); // two have become a group: from now on it is kept there
    this.#conversation = conversation;
    this.#name = name;
    this.#kept = (name && pageStorage.get(name)) ?? '';
    if (!stays || !text) return this.#kept;
    this.keep(text);
    return text;
  }

  /** Keeps `text`; `''` forgets what this box has kept. */
  keep(text: string): void {
    const name = this.#name;
    if (name && (text || pageStorage.get(name) === this.#kept)) pageStorage.set(name, text);
    this.#kept = text;
  }
}

/** Where the draft of a conversation is. Nowhere while it is not known who writes, or to whom. */
function nameOf({ selfParticipant, isGroupConversation, uri, participants }: Conversation): string | undefined {
  const account = selfParticipant.person.id();
  const other = isGroupConversation() ? uri() : participants()[0]?.person.id();
  return account && other ? `sip-chat draft ${account} ${other}` : undefined;
}
