import type { Person } from './person.js';

/** Who is who. */
export interface PersonsAndGroupsManager {
  /** Whoever is signed in; has no address before that. */
  readonly mePerson: Person;
}
