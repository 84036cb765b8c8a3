import { type Conversation, parseAddress } from '../model/index.js';
import { Reason } from '../observable/index.js';

/** What a conversation control is to show: at most one of the first three. None: a new, empty conversation. */
export interface ConversationControlOptions {
  /**
   * SIP addresses. One: the conversation with that person that is going on, else a new one. Several: always a new group,
   * even when there is one with the same people.
   */
  readonly participants?: readonly string[] | null | undefined;
  /** This one. */
  readonly conversation?: Conversation | null | undefined;
  /** The URI of a group conversation; it need not be known yet. */
  readonly conversationId?: string | null | undefined;
  /** Only `Chat` can be had. It is not started: that is `conversation.chatService.start()`. */
  readonly modalities?: readonly string[] | null | undefined;
}

/** The options of a page, checked: what was not given is undefined. */
export interface CheckedOptions {
  /** SIP URIs. */
  readonly participants: readonly string[] | undefined;
  readonly conversation: Conversation | undefined;
  readonly conversationId: string | undefined;
}

const MODALITIES = ['Chat', 'Audio', 'Video', 'ScreenSharing'];

/**
 * Reads what a page asks for.
 *
 * @throws {@link Reason} `OptionsInvalid`, `OptionsConflict`, `ParticipantsInvalid`, `ConversationInvalid`,
 * `ConversationIdInvalid`, `InvalidAddress`, `ModalitiesInvalid`, `ModalityNotSupported`.
 */
export function checkOptions(options: unknown): CheckedOptions {
  if (options !== undefined && options !== null && typeof options !== 'object') refuse('Options', 'an object');
  const { participants, conversation, conversationId, modalities } = dropNulls(options ?? {});
  if ([participants, conversation, conversationId].filter(given => given !== undefined).length > 1) {
    throw new Reason('OptionsConflict', {
      message: 'Give only one of `participants`, `conversation` and `conversationId`.',
    });
  }
  if (conversation !== undefined && !isConversation(conversation)) refuse('Conversation', 'a conversation');
  if (conversationId !== undefined && typeof conversationId !== 'string') {
    refuse('ConversationId', 'the URI of a group conversation, as a text');
  }
  checkModalities(modalities);
  return {
    participants: participants === undefined ? undefined : texts('Participants', participants).map(addressOf),
    conversation,
    conversationId: conversationId === undefined ? undefined : addressOf(conversationId),
  };
}

function checkModalities(modalities: unknown): void {
  for (const modality of modalities === undefined ? [] : texts('Modalities', modalities)) {
    if (modality === 'Chat') continue;
    if (!MODALITIES.includes(modality)) refuse('Modalities', '["Chat"]');
    throw new Reason('ModalityNotSupported', { message: `There is no ${modality} here, only Chat.` });
  }
}

function texts(name: string, value: unknown): readonly string[] {
  const list: unknown[] = Array.isArray(value) ? value : refuse(name, 'an array of texts');
  return list.map(item => (typeof item === 'string' ? item : refuse(name, 'an array of texts')));
}

function addressOf(text: string): string {
  try {
    return parseAddress(text);
  } catch {
    throw new Reason('InvalidAddress', { message: `"${text}" is not a SIP address.` });
  }
}

/** Not by class: the page may have it from another copy of the script. */
function isConversation(value: unknown): value is Conversation {
  const { chatService, participants } = value as Partial<Conversation>;
  return typeof value === 'object' && Boolean(chatService && participants);
}

/** Old pages give null for what they do not give. */
function dropNulls(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}

function refuse(name: string, wanted: string): never {
  const option = name.charAt(0).toLowerCase() + name.slice(1);
  throw new Reason(`${name}Invalid`, { message: `\`${option}\` must be ${wanted}.` });
}
