import { Collection, Constant, type Property } from '../observable/index.js';
import { addressKey } from './address.js';
import type { LoggedActivity, LoggedItem } from './archive-port.js';
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

/** What a snapshot after a pause has told: the log has it at some place after this one. */
const guesses = new WeakMap<GroupActivity, number>();

/**
 * Adds something that happened, unless it is there.
 * @param index - For what is older than all that is there.
 * @internal
 */
export function tell(history: History, activity: LoggedActivity, index?: number): void {
  const { people } = history.chat;
  const key = `${activity.position || `unknown ${history.items.size()}`}`;
  if (history.items(key)) return;
  const persons = activity.persons.map(person => people.identified(person));
  const author = activity.author && people.identified(activity.author);
  const item = new GroupActivity(key, activity, persons, author);
  if (!activity.position) guesses.set(item, history.group?.position ?? 0);
  history.add(item, activity, index);
}

/**
 * Those of a page of the log that are not there yet as what a snapshot has told, which each stands for one.
 * @internal
 */
export function withoutGuesses(history: History, page: readonly LoggedItem[]): readonly LoggedItem[] {
  const told = history.items().filter(item => item instanceof GroupActivity && guesses.has(item)) as GroupActivity[];
  if (told.length === 0) return page;
  const isNew = (item: LoggedItem): boolean => {
    const guess = item.type !== 'TextMessage' && told.find(one => guesses.has(one) && isSame(one, item));
    if (guess) guesses.delete(guess);
    return !guess;
  };
  return [...page].reverse().filter(isNew).reverse(); // the last one is meant
}

function isSame(guess: GroupActivity, { type, persons, context, position }: LoggedActivity): boolean {
  const whom = guess.persons().map(({ id }) => addressKey(id()));
  return (
    position > (guesses.get(guess) ?? 0) &&
    guess.type() === type &&
    guess.context() === context &&
    whom.join() === persons.map(({ uri }) => addressKey(uri)).join()
  );
}
