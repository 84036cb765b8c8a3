import type { FoundPeople, PhoneType, Profile } from '../model/index.js';
import { SipUri } from '../sip/codec/index.js';
import { fetchFrom } from './fetch.js';
import type { SipLink } from './sip-link.js';
import { failed } from './sip-reason.js';

const PHONE_TYPES: readonly PhoneType[] = ['Work', 'Mobile', 'Home', 'Other'];

/** Asks the directory for one person. @throws Reason `RequestFailed`: `NotFound` when there is none. */
export async function fetchProfile(link: SipLink, uri: string): Promise<Profile> {
  const [profile] = (await askDirectory(link, { addresses: [uri] })).people;
  if (profile) return profile;
  throw failed('RequestFailed', 404);
}

/** See `PeoplePort.searchPeople`. @throws Reason `RequestFailed`. */
export function searchPeople(link: SipLink, text: string, limit: number, skip: number): Promise<FoundPeople> {
  return askDirectory(link, { text, limit, skip });
}

async function askDirectory(link: SipLink, question: object): Promise<FoundPeople> {
  const domain = SipUri('', 'host' in link.me.uri ? link.me.uri.host : '');
  const { people, more } = fieldsOf(await fetchFrom(link, domain, 'people', question));
  return { people: listOf(people).map(profileOf), more: more === true };
}

function profileOf(value: unknown): Profile {
  const { uri, displayName, title, department, company, office, avatarUrl, emails, phoneNumbers } = fieldsOf(value);
  return {
    uri: textOf(uri),
    displayName: textOf(displayName),
    title: textOf(title),
    department: textOf(department),
    company: textOf(company),
    office: textOf(office),
    avatarUrl: /^(https:\/\/|\/(?![/\\]))/i.test(textOf(avatarUrl)) ? textOf(avatarUrl) : '', // nothing else is shown by a page
    emails: listOf(emails).map(textOf),
    phoneNumbers: listOf(phoneNumbers).map(phoneNumberOf),
  };
}

function phoneNumberOf(value: unknown): Profile['phoneNumbers'][number] {
  const { type, number } = fieldsOf(value);
  return { type: PHONE_TYPES.find(known => known === type) ?? 'Other', number: textOf(number) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
