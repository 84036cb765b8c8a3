/**
 * What the client needs late or never: not to sign in, to be asked, to write and to read. It is a file of its own in the bundle,
 * loaded by `loadFurther`, and nothing else in the client imports it. docs/decisions/0011.
 */
export { archiveThrough } from './archive.js';
export { changePayload } from './change-payload.js';
export { archiveReader, peopleReader, showConference } from '../model/index.js';
export { displayedPayload, lastOfEach } from './displayed-payload.js';
export { followConference } from './follow-conference.js';
export { peopleThrough } from './people-through.js';
export { hash } from '../sip/digest/index.js';
export { addPerson, removePerson } from './refer.js';
export { tellReceipt } from './tell-receipt.js';
