import type { ConversationState, Member } from './conversation-state.js';

/** What somebody may do in a group: a Leader also changes roles, topic and lock, removes people and admits them. */
export type Role = 'Leader' | 'Attendee';

/** Does `address` lead the conversation? */
export function leads(state: ConversationState, address: string): boolean {
  return state.members.get(address)?.role === 'Leader';
}

/** The members with one Leader at least: where there is none, who has been in for longest becomes one. */
export function led(members: ReadonlyMap<string, Member>): ReadonlyMap<string, Member> {
  const [first] = members.values();
  if (!first || [...members.values()].some(({ role }) => role === 'Leader')) return members;
  return new Map(members).set(first.address, { ...first, role: 'Leader' });
}

/** Who leads only now: because the last Leader has gone, when that is what has changed. */
export function heirOf(before: ConversationState, now: ConversationState): string | undefined {
  return [...now.members.keys()].find(address => leads(now, address) && !leads(before, address));
}
