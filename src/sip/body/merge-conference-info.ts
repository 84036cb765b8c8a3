import type { ConferenceInfo, ConferenceUser } from './conference-info.js';

/** Who is in a conference, as far as its documents have told. */
export interface KnownUsers {
  /** Of the last document. */
  readonly version: number;
  /** By entity, each of them whole. */
  readonly users: ReadonlyMap<string, ConferenceUser>;
}

/**
 * What is known after an update. RFC 4575 §4.6, §5.1: a full document replaces everything, a partial one applies to the
 * version right before it, an old one changes nothing; when the conference has ended, nobody is in.
 * @param known - The result of the last merge; `undefined` before the first document.
 * @returns `undefined` where a version was missed: the subscriber then asks for a full document by subscribing again.
 */
export function mergeConferenceInfo(known: KnownUsers | undefined, update: ConferenceInfo): KnownUsers | undefined {
  const { version, state, usersState } = update;
  if (known && version <= known.version) return known;
  if (state === 'partial' && version - 1 !== known?.version) return undefined;
  const users = new Map(state === 'partial' && usersState === 'partial' ? known?.users : undefined);
  if (state === 'deleted' || usersState === 'deleted') return { version, users };
  for (const user of update.users) {
    if (user.state === 'deleted') users.delete(user.entity);
    else users.set(user.entity, { ...(user.state === 'partial' && users.get(user.entity)), ...user, state: 'full' });
  }
  return { version, users };
}
