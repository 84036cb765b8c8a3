import type { Property } from '../observable/index.js';

/** Somebody who can be chatted with. */
export class Person {
  /** SIP address, `sip:alice@contoso.example`. Of oneself: unknown before sign-in. */
  readonly id: Property<string>;
  /** The name, as soon as the network has told it; until then the address without `sip:`. */
  readonly displayName: Property<string>;
  /** The person itself: `message.sender.person` and `participant.person` read alike. */
  readonly person: this = this;

  /** @internal Made by {@link People}, which may change what it is given; others only read. */
  constructor(id: Property<string>, displayName: Property<string>) {
    this.id = id.readOnly();
    this.displayName = displayName.readOnly();
  }
}
