// What must not compile in a template: each of these fails when our types take anything.
import type {} from 'sip-chat-elements/react';
import type {} from 'sip-chat-elements/svelte';
import type {} from 'sip-chat-elements/vue';
import type { ChatConversationElement } from 'sip-chat-elements';
import { createRef } from 'react';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';

const chat = createRef<ChatConversationElement>();
void (<chat-conversation ref={chat} className="wide" hidden lang="de" follow />);
void chat.current?.end();
void (<message-list onmessage-received={({ message }) => message.text()} />);

// @ts-expect-error There is no such attribute.
void (<chat-conversation target="sip:bob@contoso.example" />);
// @ts-expect-error A server is an address.
void (<chat-provider server={5060} />);
// @ts-expect-error An address is a text.
void (<chat-provider account-sip={5060} />);
// @ts-expect-error The state of a connection is no number.
void (<chat-provider onchat-connection-change={({ state }) => state.toFixed()} />);
// @ts-expect-error There is no such text.
void (<chat-provider strings={{ startTalk: 'Ask us' }} />);

type Props<Tag extends keyof GlobalComponents> = GlobalComponents[Tag] extends new () => { $props: infer P }
  ? P
  : never;
const inVue: Props<'chat-conversation'> = { 'target-sip': 'sip:bob@contoso.example', follow: true, class: 'wide' };
void inVue;
// @ts-expect-error Following is on or off.
const notInVue: Props<'chat-conversation'> = { follow: 'bob' };
void notInVue;

const inSvelte: SvelteHTMLElements['chat-provider'] = {
  'account-sip': 'sip:alice@contoso.example',
  'onchat-error': ({ message }) => message.trim(),
};
void inSvelte;
// @ts-expect-error There is no such event.
const notInSvelte: SvelteHTMLElements['chat-provider'] = { 'onchat-eror': () => {} };
void notInSvelte;
