import { Collection, Constant, type Property } from '../observable/index.js';
import type { LoggedActivity } from './archive-port.js';
import type { History } from './history.js';
import type { Person } from './person.js';
import { type ActivityStatus, SUCCEEDED } from './text-message.js';

export type GroupActivityType = LoggedActivity['type'];

/** Something that happened in a group besides messages: somebody came, left or has another role, or the topic changed. */
export class GroupActivity {
  readonly type: Property<GroupActivityType>;
  readonly timestamp: Property<Date>;
  /** `Succeeded`: it has happened. */
  readonly status: Property<ActivityStatus> = SUCCEEDED;
  /** Whose doing it was: of somebody who came or left by themselves, their own. Unknown of what we have missed. */
  readonly author: Property<Person | undefined>;
  /** Whom it happened to; nobody for a topic. */
  readonly persons: Collection<Person>;
  /** The new topic or role, else `''`. */
  readonly context: Property<string>;
  /** Only messages are to be read. */
  readonly isRead: Property<boolean> = READ;
  /** Its key in `activityItems`. */
  readonly key: () => string;

  /** @internal */
  constructor(
    key: string,
    { type, at, context }: LoggedActivity,
    persons: readonly Person[],
    author: Person | undefined = persons[0],
  ) {
    const all = Collection<Person>();
    for (const person of persons) void all.add(person);
    this.key = () => key;
    this.type = Constant(type);
    this.timestamp = Constant(at);
    this.author = Constant(author);
    this.persons = all.readOnly();
    this.context = Constant(context);
  }
}

const READ = Constant(true);

/** Adds something that happened, unless it is there. @param index - For what is older than all that is there. */
export function tell(history: History, activity: LoggedActivity, index?: number): void {
  const { people } = history.chat;
  const key = `${activity.position || `unknown ${history.items.size()}`}`;
  if (history.items(key)) return;
  const persons = activity.persons.map(person => people.identified(person));
  const author = activity.author && people.identified(activity.author);
  history.add(new GroupActivity(key, activity, persons, author), activity, index);
}
