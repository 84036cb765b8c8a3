// The states of <participant-add> and <participant-list> inside a conversation.
import type { ParticipantAddElement } from '../../../src/elements/index.js';
import { ChatInvitationsElement, ChatProviderElement } from '../../../src/elements/index.js';
import { Reason } from '../../../src/observable/index.js';
import { alice, bob, carol, profile, settle, signedIn } from '../fake-network.js';
import { group, talking, type Chat, type Scene } from './talks.js';
import { show } from './launcher-scenes.js';

const dave = { uri: 'sip:dave@contoso.example', displayName: 'Dave Diaz' };
const erin = { uri: 'sip:erin@contoso.example', displayName: 'Erin Ek-Featherstonehaugh' };
const declined = new Reason('InvitationFailed', { reason: new Reason('RemoteFailure', { subcode: 'Declined' }) });
const others = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gus', 'Hana', 'Ida', 'Jo', 'Kim', 'Lea', 'Max', 'Nia'].map(
  name => ({ uri: `sip:${name.toLowerCase()}@contoso.example`, displayName: `${name} Featherstonehaugh` }),
);

interface Adding extends Chat {
  readonly form: ParticipantAddElement;
  /** Looks for what is typed; `people` are found, or it fails. */
  find(text: string, people?: readonly (typeof dave)[]): Promise<void>;
}

/** Opens the form to add people, in a provider, which has people to look for. */
async function adding(root: HTMLElement, begin: (root: HTMLElement) => Promise<Chat> = talking): Promise<Adding> {
  const provider = new ChatProviderElement();
  root.append(provider);
  const shown = await begin(provider);
  provider.application = shown.application;
  const { element, network } = shown;
  element.renderRoot.querySelector<HTMLElement>('[part="add-button"]')?.click();
  await settle(element);
  const form = element.renderRoot.querySelector('participant-add');
  const box = form?.renderRoot.querySelector('input');
  if (!form || !box) throw new Error('There is no form');
  const find = async (text: string, people?: readonly (typeof dave)[]): Promise<void> => {
    const before = network.searches.length;
    box.value = text;
    box.dispatchEvent(new Event('input'));
    while (network.searches.length === before) await settle(form);
    if (people) network.searches.at(-1)?.succeed({ people: people.map(profile), more: false });
    else network.searches.at(-1)?.fail(new Reason('RequestFailed'));
    await settle(form);
  };
  return { ...shown, form, find };
}

export const peopleScenes: Readonly<Record<string, Scene>> = {
  'adding-found': async root => {
    const { application, element, form, find, network } = await adding(root);
    form.choose(erin.uri);
    await find('c', [alice, bob, carol, dave, erin, ...others.slice(0, 3)]);
    const { all } = application.personsAndGroupsManager;
    for (const person of all.persons()) show(network, person, person.id() === carol.uri ? 'Online' : 'Away');
    await settle(element);
    return root;
  },
  'adding-nobody': async root => {
    await (await adding(root)).find('Zacharias', []);
    return root;
  },
  'adding-not-found': async root => {
    await (await adding(root)).find('Carol');
    return root;
  },
  'adding-several': async root => {
    const { element, form, find, chat } = await adding(root, group);
    await find('d', [dave, erin]);
    for (const option of form.renderRoot.querySelectorAll<HTMLElement>('[role=option]')) option.click();
    await settle(element);
    for (const address of ['frank@contoso.example', 'gina@contoso.example']) form.choose(address);
    void form.add();
    await settle(element);
    chat.adds.at(-1)?.fail(declined);
    chat.adds.at(-4)?.fail(declined);
    await settle(element);
    return root;
  },
  'accept-refused': async root => {
    const { application, network } = await signedIn();
    const chat = network.invite(bob, { first: 'Do you have a minute?' });
    network.invite(carol, { uri: 'sip:room-2@contoso.example' });
    const element = new ChatInvitationsElement();
    element.application = application;
    root.append(element);
    await settle(element);
    element.renderRoot.querySelector<HTMLElement>('[part=accept]')?.click();
    chat.events.ended(new Reason('Terminated'));
    for (const person of application.personsAndGroupsManager.all.persons()) show(network, person, 'Online');
    await settle(element);
    return element;
  },
  available: async root => {
    const { conversation, element, network } = await talking(root);
    const person = conversation.participants(0)?.person;
    if (person) show(network, person, 'Online');
    await settle(element);
    return element;
  },
  'many-people': async root => {
    const { chat, element } = await group(root);
    chat.conference([{ ...bob, role: 'Leader' }, carol, ...others], { topic: 'All of us' });
    await settle(element);
    return element;
  },
  'many-people-unfolded': async root => {
    const { chat, element } = await group(root);
    chat.conference([bob, carol, ...others], { topic: 'All of us' });
    await settle(element);
    element.renderRoot
      .querySelector('participant-list')
      ?.renderRoot.querySelector<HTMLElement>('[part=unfold]')
      ?.click();
    await settle(element);
    return element;
  },
  'asked-in-a-group': async root => {
    const { chat, conversation, element } = await group(root);
    for (const { uri } of [dave, erin]) conversation.participants.add(uri).catch(() => {});
    await settle(element);
    chat.adds.at(-2)?.fail(declined);
    await settle(element);
    return element;
  },
  'action-refused': async root => {
    const { chat, element } = await group(root);
    chat.conference([bob, carol], { role: 'Leader' });
    await settle(element);
    const list = element.renderRoot.querySelector('participant-list')?.renderRoot;
    list?.querySelector<HTMLElement>('[aria-label="Remove: Carol Chen"]')?.click();
    chat.removes[0]?.fail(new Reason('RequestFailed', { message: 'Only a leader of the group can do this.' }));
    await settle(element);
    return element;
  },
};
