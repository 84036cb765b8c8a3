import type { ConferenceInfo, ConferenceUser } from './conference-info.js';

/** A conference, as far as its documents have told. Its `state` is `deleted` when it has ended, else `full`. */
export interface KnownConference extends Omit<ConferenceInfo, 'users'> {
  /** By entity, each of them whole. */
  readonly users: ReadonlyMap<string, ConferenceUser>;
}

/**
 * What is known after an update. RFC 4575 §4.6, §5.1: a full document replaces everything, a partial one applies to the
 * version right before it, an old one changes nothing; when the conference has ended, nobody is in.
 * @param known - The result of the last merge; `undefined` before the first document.
 * @returns `undefined` where a version was missed: the subscriber then asks for a full document by subscribing again.
 */
export function mergeConferenceInfo(
  known: KnownConference | undefined,
  update: ConferenceInfo,
): KnownConference | undefined {
  const { version, state, usersState } = update;
  if (known && version <= known.version) return known;
  if (state === 'partial' && version - 1 !== known?.version) return undefined;
  const before = state === 'partial' ? known : undefined;
  const users = new Map(usersState === 'partial' ? before?.users : undefined);
  for (const user of state === 'deleted' || usersState === 'deleted' ? [] : update.users) {
    if (user.state === 'deleted') users.delete(user.entity);
    else users.set(user.entity, { ...(user.state === 'partial' && users.get(user.entity)), ...user, state: 'full' });
  }
  // What is said of the conference itself replaces what was said before, each element as a whole.
  return { ...before, ...update, state: state === 'deleted' ? state : 'full', usersState: 'full', users };
}
