import type { ConferenceEndpoint, ConferenceInfo, ConferenceUser, InfoState } from './conference-info.js';

/**
 * What is known after an update. RFC 4575 §4.6, §5.1: a full document replaces everything, a partial one applies to the
 * version right before it, an old one changes nothing.
 * @param current - The result of the last merge; `undefined` before the first document.
 * @returns All that is known, its states `full` (or `deleted`, with no users, once the conference has ended); `undefined`
 * where a version was missed: the subscriber then asks for a full document by subscribing again.
 */
export function mergeConferenceInfo(
  current: ConferenceInfo | undefined,
  update: ConferenceInfo,
): ConferenceInfo | undefined {
  if (current && update.version <= current.version) return current;
  if (update.state === 'deleted') return { ...(current ?? update), ...update, usersState: 'full', users: [] };
  if (update.state === 'full')
    return { ...update, usersState: 'full', users: merge([], update.users, 'full', mergeUser) };
  if (!current || update.version !== current.version + 1) return undefined;
  const users = merge(current.users, update.users, update.usersState, mergeUser);
  return { ...current, ...update, state: 'full', usersState: 'full', users };
}

interface Entity {
  readonly entity: string;
  readonly state: InfoState;
}

/** `state` is that of the list: full replaces it, deleted empties it. New ones are appended. */
function merge<T extends Entity>(
  current: readonly T[],
  update: readonly T[],
  state: InfoState,
  mergeOne: (current: T | undefined, update: T) => T,
): readonly T[] {
  const merged = new Map(state === 'partial' ? current.map(one => [one.entity, one]) : []);
  if (state === 'deleted') return [];
  for (const one of update) {
    if (one.state === 'deleted') merged.delete(one.entity);
    else merged.set(one.entity, mergeOne(one.state === 'partial' ? merged.get(one.entity) : undefined, one));
  }
  return [...merged.values()];
}

function mergeUser(current: ConferenceUser | undefined, update: ConferenceUser): ConferenceUser {
  const endpoints = merge(current?.endpoints ?? [], update.endpoints, 'partial', mergeEndpoint);
  return { ...current, ...update, state: 'full', endpoints };
}

function mergeEndpoint(current: ConferenceEndpoint | undefined, update: ConferenceEndpoint): ConferenceEndpoint {
  return { ...current, ...update, state: 'full' };
}
