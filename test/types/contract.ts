/*
 * Holds our declarations against the Web SDK's contract. Nothing here runs: `npm run typecheck` compiles it, and fails when
 * a name, an argument or a result is not as pages that were written for the SDK expect.
 */
import type * as ours from '../../src/model/index.js';
import type { Collection, Property, Reason } from '../../src/observable/index.js';
import type { initialize, SkypeApi } from '../../src/skype/index.js';
import type * as sdk from './web-sdk.js';

/** Takes what a page written for the SDK would take. */
declare function expects<Contract>(given: Contract): void;

declare const application: ours.Application;
declare const api: SkypeApi;
declare const skype: { readonly initialize: typeof initialize };
declare const conversation: ours.Conversation;
declare const participant: ours.Participant;
declare const message: ours.TextMessage;

expects<sdk.Skype>(skype);
expects<sdk.Application>(application);
expects<sdk.Application>(new api.application({ settings: { convLogSettings: true } }));
expects<sdk.Application>(api.UIApplicationInstance);
expects<sdk.SignInManager>(application.signInManager);
expects<sdk.PersonsAndGroupsManager>(application.personsAndGroupsManager);
expects<sdk.MePerson>(application.personsAndGroupsManager.mePerson);
expects<sdk.Person>(participant.person);
expects<sdk.SearchQuery<sdk.Person>>(application.personsAndGroupsManager.createPersonSearchQuery());
expects<sdk.ConversationsManager>(application.conversationsManager);
expects<sdk.Conversation>(conversation);
expects<sdk.Participant>(participant);
expects<sdk.ChatService>(conversation.chatService);
expects<sdk.HistoryService>(conversation.historyService);
expects<sdk.TextMessage>(message);
declare const activity: ours.GroupActivity;
expects<sdk.GroupActivity>(activity);
declare const property: Property<Date>;
expects<sdk.Settable<Date>>(property);
declare const collection: Collection<Date>;
expects<sdk.Items<Date>>(collection);
declare const reason: Reason;
expects<sdk.Reason>(reason);

// What must not compile: each of these lines fails when our types take anything.

// @ts-expect-error A participant is not a conversation.
expects<sdk.Conversation>(participant);
// @ts-expect-error A message is a text.
void conversation.chatService.sendMessage(42);
// @ts-expect-error There are two formats.
void conversation.chatService.sendMessage('Hello', 'Rtf');
// @ts-expect-error An address is a text.
application.conversationsManager.getConversation(42);
// @ts-expect-error Nobody is a conversation.
conversation.participants.add(conversation);
// @ts-expect-error There is no such state.
conversation.state.when('Conected', () => {});
// @ts-expect-error There is no such role.
participant.role('Boss');
// @ts-expect-error There is no such status.
application.personsAndGroupsManager.mePerson.status('Asleep');
// @ts-expect-error A command is not a property: it cannot be subscribed to.
conversation.chatService.start.changed(() => {});
// @ts-expect-error A promise is not what it resolves with.
expects<string>(conversation.participants.add('sip:bob@contoso.example'));
// @ts-expect-error Nobody signs in without a name.
void application.signInManager.signIn({ password: 'secret' });
// @ts-expect-error A control is drawn in one container.
void api.renderConversation(['#a', '#b']);
// @ts-expect-error Participants are a list.
void api.renderConversation('#a', { participants: 'sip:bob@contoso.example' });
