import { type Collection, type Command, Constant, type Property } from '../observable/index.js';
import type { KnownPerson } from './known-person.js';
import { no } from './not-supported.js';
import type { PersonStatus, PhoneType } from './people-port.js';

/**
 * Somebody who can be chatted with. What is not known is `''`, or as said below: `get()` of any property asks for it,
 * `subscribe()` keeps it up to date until it is disposed. However many look, the server is asked once.
 */
export class Person {
  /** SIP address, `sip:alice@contoso.example`. Of oneself: unknown before sign-in. */
  readonly id: Property<string>;
  /** The name, as soon as the network has told it; until then the address without `sip:`. */
  readonly displayName: Property<string>;
  /** The person itself: `message.sender.person` and `participant.person` read alike. */
  readonly person: this = this;
  readonly #known: KnownPerson;
  #emails: Collection<PersonEmail> | undefined;
  #phoneNumbers: Collection<PersonPhoneNumber> | undefined;
  #note: PersonNote | undefined;
  #capabilities: PersonCapabilities | undefined;

  /** @internal Made by {@link KnownPerson}, which may change what is known; others only read. */
  constructor(known: KnownPerson) {
    this.#known = known;
    this.id = known.id.readOnly();
    this.displayName = known.displayName.readOnly();
  }

  /** Job title. */
  get title(): Property<string> {
    return this.#known.fact('profile', 'title');
  }

  get department(): Property<string> {
    return this.#known.fact('profile', 'department');
  }

  get company(): Property<string> {
    return this.#known.fact('profile', 'company');
  }

  get office(): Property<string> {
    return this.#known.fact('profile', 'office');
  }

  /** `https:`, or a path on the page's own server. */
  get avatarUrl(): Property<string> {
    return this.#known.fact('profile', 'avatarUrl');
  }

  get emails(): Collection<PersonEmail> {
    return (this.#emails ??= this.#known.list('emails').readOnly());
  }

  get phoneNumbers(): Collection<PersonPhoneNumber> {
    return (this.#phoneNumbers ??= this.#known.list('phoneNumbers').readOnly());
  }

  /** How available they are; `Unknown` until the server has told. */
  get status(): Property<PersonStatus> {
    return this.#known.shown('status');
  }

  /** What they do, beside the status. */
  get activity(): Property<string> {
    return this.#known.shown('activity');
  }

  /** When somebody who is away now was here last; `undefined` when that is not known. */
  get lastSeenAt(): Property<Date | undefined> {
    return this.#known.fact('presence', 'lastSeenAt');
  }

  /** Where they say they are. */
  get location(): Property<string> {
    return this.#known.shown('location');
  }

  /** What they tell everybody. */
  get note(): PersonNote {
    return (this.#note ??= { type: PERSONAL, text: this.#known.shown('note') });
  }

  /** Always `Unknown`: nobody is told what others use. */
  get endpointType(): Property<'Unknown'> {
    return UNKNOWN;
  }

  /** What they can be asked into now. */
  get capabilities(): PersonCapabilities {
    return (this.#capabilities ??= {
      chat: this.status.map(status => status !== 'Offline' && status !== 'Unknown'),
      audio: no,
      video: no,
    });
  }
}

const UNKNOWN = Constant<'Unknown'>('Unknown');
const PERSONAL = Constant<'Personal'>('Personal');

export interface PersonEmail {
  readonly type: Property<'Work'>;
  readonly emailAddress: Property<string>;
}

export interface PersonPhoneNumber {
  readonly type: Property<PhoneType>;
  /** As people write it. */
  readonly displayString: Property<string>;
  readonly telUri: Property<string>;
}

export interface PersonNote {
  readonly type: Property<'Personal'>;
  readonly text: Property<string>;
}

export interface PersonCapabilities {
  /** Whether they are there; somebody who is not cannot be reached. */
  readonly chat: Property<boolean>;
  /** Never: only chat is supported. */
  readonly audio: Property<boolean>;
  /** Never. */
  readonly video: Property<boolean>;
}

/** What we show of ourselves: it can be set, and taken back. */
export interface OwnProperty<T> extends Property<T> {
  /** Shows again what is shown of somebody who sets nothing: `Online`, or `''`. */
  readonly reset: Command<() => Promise<T>>;
}

/** Whoever is signed in. What is shown to others can be set; it is asked for as soon as anybody looks. */
export interface MePerson extends Person {
  /** Anything but `Unknown`. `Hidden` is `Offline` for others; with `DoNotDisturb` nobody can invite us. */
  readonly status: OwnProperty<PersonStatus>;
  readonly activity: OwnProperty<string>;
  readonly location: OwnProperty<string>;
  readonly note: PersonNote & { readonly text: OwnProperty<string> };
}
