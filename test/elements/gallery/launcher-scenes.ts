// The states of <presence-badge>, <conversation-list>, <chat-launcher> and <chat-notifications>.
import { PresenceBadgeElement } from '../../../src/elements/index.js';
import type { Person, PersonStatus } from '../../../src/model/index.js';
import { type FakeNetwork, settle, signedIn } from '../fake-network.js';
import type { Scene } from './scenes.js';

const STATUSES: readonly PersonStatus[] = [
  'Online',
  'Busy',
  'DoNotDisturb',
  'Away',
  'BeRightBack',
  'Idle',
  'Offline',
  'Hidden',
  'Unknown',
];

/** The server tells that somebody has this status. */
export function show(network: FakeNetwork, person: Person, status: PersonStatus, lastSeenAt?: Date): void {
  network.watchers.get(person.id())?.({ status, activity: '', note: '', location: '', lastSeenAt });
}

export const launcherScenes: Readonly<Record<string, Scene>> = {
  presence: async root => {
    const { application, network } = await signedIn();
    const page = document.createElement('p');
    root.append(page);
    for (const status of STATUSES) {
      const badge = new PresenceBadgeElement();
      const person = application.personsAndGroupsManager.getPerson(`${status}@contoso.example`);
      badge.person = person;
      page.append(badge, ` ${status} `, document.createElement('br'));
      await settle(badge);
      show(network, person, status);
      await settle(badge);
    }
    return page;
  },
};
