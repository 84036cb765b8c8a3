import type { Person } from './person.js';

/** Who is who. */
export class PersonsAndGroupsManager {
  /** Whoever is signed in; has no address before that. */
  readonly mePerson: Person;

  /** Made by {@link Application}. */
  constructor(mePerson: Person) {
    this.mePerson = mePerson;
  }
}
