import type { PeoplePort } from '../model/index.js';
import { parseUri } from '../sip/codec/index.js';
import { fetchProfile, searchPeople } from './people.js';
import { fetchPresence, watchPresence } from './presence.js';
import { publishPresence } from './publish-presence.js';
import type { SipLink } from './sip-link.js';

/** The people of a server. What it rejects with is Reason `RequestFailed`. */
export function peopleThrough(link: SipLink): PeoplePort {
  return {
    profile: uri => fetchProfile(link, uri),
    presence: uri => fetchPresence(link, parseUri(uri)),
    watchPresence: (uri, onPresence) => watchPresence(link, parseUri(uri), onPresence),
    publish: changes => publishPresence(link, changes),
    searchPeople: (text, limit, skip) => searchPeople(link, text, limit, skip),
  };
}
