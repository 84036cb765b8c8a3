import type { GroupActivity } from '../model/index.js';
import { personName } from './person-name.js';
import { strings } from './strings.js';

/** What happened in a group, as a line such as “Carol joined” among its messages. */
export function activitySentence({ type, author, persons, context }: GroupActivity): string {
  const [person] = persons();
  const by = author();
  const who = person ? personName(person) : '';
  const whose = by && by !== person ? personName(by) : '';
  switch (type()) {
    case 'ParticipantJoined':
      return whose ? strings.added(whose, who) : strings.joined(who);
    case 'ParticipantLeft':
      return whose ? strings.removed(whose, who) : strings.left(who);
    case 'ParticipantRoleUpdate':
      return context() === 'Leader' ? strings.leads(who) : strings.leadsNoMore(who);
    case 'TopicUpdate':
      return strings.topicIs(whose, context());
  }
}
