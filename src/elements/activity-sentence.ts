import type { GroupActivity } from '../model/index.js';
import type { Term } from './localize.js';
import { personName } from './person-name.js';

/** What happened in a group, as a line such as “Carol joined” among its messages. */
export function activitySentence({ type, author, persons, context }: GroupActivity, term: Term): string {
  const [person] = persons();
  const by = author();
  const who = person ? personName(person) : '';
  const whose = by && by !== person ? personName(by) : '';
  switch (type()) {
    case 'ParticipantJoined':
      return whose ? term('added', whose, who) : term('joined', who);
    case 'ParticipantLeft':
      return whose ? term('removed', whose, who) : term('left', who);
    case 'ParticipantRoleUpdate':
      return context() === 'Leader' ? term('leads', who) : term('leadsNoMore', who);
    case 'TopicUpdate':
      return term('topicIs', whose, context());
  }
}
